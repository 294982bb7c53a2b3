import { expect, test } from '@jest/globals';
import { wellFormed } from './well-formed.ts';

test('text loses what the database cannot hold and keeps everything else', () => {
  const text = 'a\u0000b\uD800c\u202E😀עברית';
  expect(wellFormed({ [text]: [text] })).toEqual({ 'ab\uFFFDc\u202E😀עברית': ['ab\uFFFDc\u202E😀עברית'] });
});

test('nesting that nothing could walk is cut', () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
  expect(JSON.stringify(wellFormed(deep))).toContain('nested too deeply');
});

test('a key named __proto__ stays a key', () => {
  const value = JSON.parse('{"__proto__":{"admin":true}}') as Record<string, unknown>;
  const clean = wellFormed(value);
  expect(Object.keys(clean)).toEqual(['__proto__']);
  expect(clean['admin']).toBeUndefined();
});
