import { expect, test } from '@jest/globals';
import { nameOfColumn, spanOfColumn, tickOfColumn, ticksOf } from './chart-columns.ts';

const HOUR = 3_600_000;
const hours = { from: '2026-01-10T00:20:00.000Z', to: '2026-01-10T05:40:00.000Z', bucket_ms: HOUR };

test('a column stands for its whole width', () => {
  expect(spanOfColumn('2026-01-10T02:00:00.000Z', hours)).toEqual({
    from: '2026-01-10T02:00:00.000Z',
    to: '2026-01-10T03:00:00.000Z',
  });
});

test('the first and the last column stand for the part of them within the range', () => {
  expect(spanOfColumn('2026-01-10T00:00:00.000Z', hours)).toEqual({
    from: hours.from,
    to: '2026-01-10T01:00:00.000Z',
  });
  expect(spanOfColumn('2026-01-10T05:00:00.000Z', hours)).toEqual({
    from: '2026-01-10T05:00:00.000Z',
    to: hours.to,
  });
});

// Made of local times, so that they hold in every time zone.
const local = (day: number, hour: number): string => new Date(2026, 0, day, hour).toISOString();

test.each([
  [HOUR / 2, '10 Jan, 14:00 – 14:30'],
  [24 * HOUR, '10 Jan'],
  [7 * 24 * HOUR, '10 Jan – 17 Jan'],
])('a column of %i ms is named by the time it covers', (bucket_ms, name) => {
  expect(nameOfColumn(local(10, 14), { bucket_ms }, 'local')).toBe(name);
});

test('the axis shows hours within a day, and days beyond', () => {
  const day = { from: local(10, 0), to: local(11, 0), bucket_ms: HOUR };
  const week = { from: local(3, 0), to: local(10, 0), bucket_ms: 6 * HOUR };
  expect(tickOfColumn(local(10, 14), day, 'local')).toBe('14:00');
  expect(tickOfColumn(local(9, 18), week, 'local')).toBe('9 Jan');
});

test('columns are named in UTC where that is what the person reads', () => {
  const at = '2026-01-09T23:30:00.000Z';
  expect(nameOfColumn(at, { bucket_ms: HOUR / 2 }, 'utc')).toBe('9 Jan, 23:30 – 00:00 UTC');
  expect(tickOfColumn(at, hours, 'utc')).toBe('23:30');
});

test('the axis names a day once, at its first column', () => {
  const rows = ['9 Jan', '9 Jan', '10 Jan', '10 Jan', '11 Jan'].map((tick, index) => ({
    at: String(index),
    tick,
  }));
  expect(ticksOf(rows)).toEqual(['0', '2', '4']);
  expect(ticksOf([])).toEqual([]);
});
