import { expect, test } from '@jest/globals';
import { readId } from './url-search.ts';

test('an id is told from other words', () => {
  const id = '01a20cd7-9614-744c-9340-1601f8620ab3';
  expect(readId(` ${id.toUpperCase()} `)).toBe(id);
  expect(readId(id.slice(1))).toBeUndefined();
  expect(readId(undefined)).toBeUndefined();
});
