import { expect, test } from '@jest/globals';
import { NOTHING_SELECTED, pageState, selectRange, toggleOne, togglePage } from './selection.ts';

const order = ['a', 'b', 'c', 'd'];
const chosen = (selection: { ids: ReadonlySet<string> }): string[] => [...selection.ids].toSorted();

test('one is chosen and let go', () => {
  const one = toggleOne(NOTHING_SELECTED, 'b');
  expect(chosen(one)).toEqual(['b']);
  expect(chosen(toggleOne(one, 'b'))).toEqual([]);
});

test('a range goes from where it began in either direction, and keeps what was chosen', () => {
  const begun = toggleOne(toggleOne(NOTHING_SELECTED, 'z'), 'c');
  expect(chosen(selectRange(begun, order, 'a'))).toEqual(['a', 'b', 'c', 'z']);
  expect(chosen(selectRange(selectRange(begun, order, 'd'), order, 'b'))).toEqual(['b', 'c', 'd', 'z']);
});

test('a range that began on another page is the one row alone', () => {
  const elsewhere = toggleOne(NOTHING_SELECTED, 'z');
  expect(chosen(selectRange(elsewhere, order, 'c'))).toEqual(['c', 'z']);
  expect(chosen(selectRange(NOTHING_SELECTED, order, 'c'))).toEqual(['c']);
});

test('a range goes through what is opened beneath a row, and a task is the same on each of its rows', () => {
  const rows = ['c', 'a', 'a.b', 'a.c', 'd'];
  const begun = toggleOne(NOTHING_SELECTED, 'a.b');
  expect(chosen(begun)).toEqual(['b']);
  expect(chosen(selectRange(begun, rows, 'a.c'))).toEqual(['b', 'c']);
  expect(chosen(selectRange(begun, rows, 'd'))).toEqual(['b', 'c', 'd']);
  expect(chosen(toggleOne(selectRange(begun, rows, 'a.c'), 'c'))).toEqual(['b']);
});

test('the page is chosen as a whole, and let go as a whole without those of other pages', () => {
  const some = toggleOne(toggleOne(NOTHING_SELECTED, 'z'), 'a');
  expect(pageState(some, order)).toBe('some');
  const all = togglePage(some, order);
  expect(pageState(all, order)).toBe('all');
  const none = togglePage(all, order);
  expect(pageState(none, order)).toBe('none');
  expect(chosen(none)).toEqual(['z']);
});
