import { describe, expect, test } from '@jest/globals';
import type { Json } from '@taskhelm/contract';
import { errorWordsOf, httpStatusOf, readOutput, toCsv } from './read-output.ts';

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

test('the status of an answer is known where it is one', () => {
  expect(httpStatusOf({ url: 'https://example.com', status: 503, body: '' })).toBe(503);
  expect(httpStatusOf({ status: 503 })).toBeNull();
  expect(httpStatusOf(undefined)).toBeNull();
});

test('what went wrong is read from a text or from the usual fields', () => {
  expect(errorWordsOf('No')).toBe('No');
  expect(errorWordsOf({ error: 'Not found', status: 404 })).toBe('Not found');
  expect(errorWordsOf([1])).toBeNull();
});

test('a table is written as CSV, with quotes where they are needed', () => {
  expect(toCsv(['a', 'b'], [{ a: 'x,"y"', b: 1 }, { b: null }])).toBe('a,b\r\n"x,""y""",1\r\n,\r\n');
});
