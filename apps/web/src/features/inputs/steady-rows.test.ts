import { expect, test } from '@jest/globals';
import type { InboxItem } from '@taskhelm/contract';
import { LINGER_MS, steadyRows, type InboxRow } from './steady-rows.ts';

const items = (ids: string): InboxItem[] => ids.split('').map((id) => ({ call_id: id }) as InboxItem);
const rows = (ids: string): InboxRow[] => items(ids).map((item) => ({ item, goneSince: null }));
/** Gone ones in capitals. */
const told = (shown: InboxRow[]): string =>
  shown
    .map(({ item, goneSince }) => (goneSince === null ? item.call_id : item.call_id.toUpperCase()))
    .join('');
const NOBODY = { isHeld: false, open: undefined };

test('a row that somebody else has answered keeps its place for a while', () => {
  const after = steadyRows(rows('abc'), items('ac'), { ...NOBODY, now: 0 });
  expect(told(after)).toBe('aBc');
  expect(told(steadyRows(after, items('acd'), { ...NOBODY, now: LINGER_MS - 1 }))).toBe('aBcd');
  expect(told(steadyRows(after, items('acd'), { ...NOBODY, now: LINGER_MS }))).toBe('acd');
});

test('it stays for as long as it is open, or the pointer is on the list', () => {
  const after = steadyRows(rows('abc'), items('c'), { ...NOBODY, now: 0 });
  expect(told(after)).toBe('ABc');
  expect(told(steadyRows(after, items('c'), { isHeld: false, open: 'b', now: 2 * LINGER_MS }))).toBe('Bc');
  expect(told(steadyRows(after, items('c'), { isHeld: true, open: 'c', now: 2 * LINGER_MS }))).toBe('ABc');
});

test('under the pointer new rows come below the others alone, and the rest when it has gone', () => {
  const held = steadyRows(rows('bd'), items('abcde'), { isHeld: true, open: undefined, now: 0 });
  expect(told(held)).toBe('bde');
  expect(told(steadyRows(held, items('abcde'), { ...NOBODY, now: 1 }))).toBe('abcde');
});

test('a row that comes back is there as before', () => {
  const gone = steadyRows(rows('ab'), items('b'), { ...NOBODY, now: 0 });
  expect(told(steadyRows(gone, items('ab'), { ...NOBODY, now: 1 }))).toBe('ab');
});
