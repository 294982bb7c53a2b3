import { expect, test } from '@jest/globals';
import { holdRows } from './held-rows.ts';

const row = (id: string, minute: number, status = 'completed') => ({
  id,
  status,
  created_at: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
});

test('rows that are shown keep their place and take what is new about them', () => {
  const held = holdRows(
    [row('b', 2, 'in_progress'), row('a', 1)],
    [row('c', 3), row('b', 2, 'completed'), row('a', 1)],
  );
  expect(held.rows).toEqual([row('b', 2, 'completed'), row('a', 1)]);
  expect(held.newCount).toBe(1);
});

test('rows that left the page stay until the list is let go', () => {
  const held = holdRows([row('b', 2), row('a', 1)], [row('d', 4), row('c', 3)]);
  expect(held.rows.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(held.newCount).toBe(2);
});

test('older rows that move up from the next page do not count as new', () => {
  expect(holdRows([row('c', 3), row('b', 2)], [row('c', 3), row('a', 1)]).newCount).toBe(0);
});
