import { expect, test } from '@jest/globals';
import { diffArgs } from './diff-args.ts';

test('what was added, removed and changed is told by its path, with the types kept', () => {
  const before = { to: 'ada', amount: 5, gone: true, deep: { a: 1, same: [1, { b: 2 }] } };
  const after = { to: 'ada', amount: '5', deep: { a: 2, same: [1, { b: 2 }] }, more: null };
  expect(diffArgs(before, after)).toEqual([
    { path: 'amount', kind: 'changed', before: 5, after: '5' },
    { path: 'deep.a', kind: 'changed', before: 1, after: 2 },
    { path: 'more', kind: 'added', before: null, after: null },
    { path: 'gone', kind: 'removed', before: true, after: null },
  ]);
});

test('the order of keys is no difference', () => {
  expect(diffArgs({ a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 1 })).toEqual([]);
});

test('long values and long lists of changes are cut', () => {
  const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`k${index}`, 'x'.repeat(900)]));
  const changes = diffArgs({}, many);
  expect(changes).toHaveLength(50);
  expect(changes[0]?.after).toBe(`${'x'.repeat(500)}…`);
});

test('keys that reach into prototypes are keys like any other', () => {
  const after = JSON.parse('{"__proto__": {"x": 1}, "constructor": 1}') as never;
  expect(diffArgs({}, after).map(({ path, kind }) => [path, kind])).toEqual([
    ['__proto__', 'added'],
    ['constructor', 'added'],
  ]);
});
