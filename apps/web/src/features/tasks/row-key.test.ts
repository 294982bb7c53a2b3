import { expect, test } from '@jest/globals';
import { levelOf, rowKey, taskOfRow, withRow } from './row-key.ts';

test('a row beneath another is told from the same task’s own', () => {
  const beneath = rowKey(rowKey('a', 'b'), 'c');
  expect(beneath).not.toBe(rowKey(undefined, 'c'));
  expect([levelOf(beneath), taskOfRow(beneath)]).toEqual([2, 'c']);
  expect([levelOf('c'), taskOfRow('c')]).toEqual([0, 'c']);
});

test('a row is opened once and closed again, and the oldest makes room', () => {
  expect(withRow(withRow(['a'], 'b', true), 'b', true)).toEqual(['a', 'b']);
  expect(withRow(['a', 'b'], 'a', false)).toEqual(['b']);
  expect(withRow(undefined, 'a', false)).toEqual([]);
  const many = Array.from({ length: 30 }, (_, at) => `row-${at}`);
  expect(many.reduce((open: string[], row) => withRow(open, row, true), [])).toEqual(many.slice(-20));
});
