import { describe, expect, test } from '@jest/globals';
import type { Json } from '@taskhelm/contract';
import { readOutput } from './read-output.ts';

describe('an output', () => {
  test('of a request is told by its address and status, and a JSON body is read', () => {
    const output = {
      url: 'https://x.test/',
      status: 200,
      headers: { etag: '"1"' },
      body: '{"a":1}',
      truncated: true,
    };
    expect(readOutput(output)).toEqual({
      kind: 'http',
      url: 'https://x.test/',
      status: 200,
      headers: [['etag', '"1"']],
      body: { a: 1 },
      truncated: true,
    });
  });

  test('of a request keeps a body that only looks like JSON', () => {
    expect(readOutput({ url: 'u', status: 500, body: '{broken' })).toMatchObject({
      body: '{broken',
      headers: [],
    });
  });

  test.each<[string, Json, string[]]>([
    ['a list of alike objects', [{ a: 1 }, { b: 'x' }], ['a', 'b']],
    ['an object that only holds such a list', { rows: [{ a: null }] }, ['a']],
  ])('that is %s is a table', (_name, output, columns) => {
    expect(readOutput(output)).toMatchObject({ kind: 'table', columns });
  });

  test.each([
    ['empty lists', []],
    ['lists of lists', [[1]]],
    ['nested objects', [{ a: { b: 1 } }]],
    ['mixed lists', [{ a: 1 }, 2]],
    ['too many columns', [Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`c${index}`, 1]))]],
    ['two lists', { a: [{ x: 1 }], b: [{ x: 1 }] }],
    ['numbers', 7],
    ['nothing', null],
  ])('with %s is shown as JSON', (_name, output) => {
    expect(readOutput(output)).toEqual({ kind: 'json' });
  });

  test('that is a diff is told by its first lines, and other text stays text', () => {
    const diff = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new';
    expect(readOutput(diff)).toEqual({ kind: 'diff', lines: diff.split('\n') });
    expect(readOutput('--- not a diff')).toEqual({ kind: 'text', text: '--- not a diff' });
  });
});
