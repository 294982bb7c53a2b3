import { expect, test } from '@jest/globals';
import {
  formatClock,
  formatDuration,
  formatElapsed,
  formatExactMoment,
  formatMoment,
  formatRelative,
  formatStamp,
  isNear,
  readTimeField,
  toTimeField,
} from './format-time.ts';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const before = (ms: number): string => new Date(NOW - ms).toISOString();
const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

test.each([
  [2 * SECOND, 'just now'],
  [-3 * SECOND, 'just now'],
  [17 * SECOND, '17s ago'],
  [4 * MINUTE + 59 * SECOND, '4m ago'],
  [5 * HOUR, '5h ago'],
  [7 * DAY - 1, '6d ago'],
  [7 * DAY, '19 Nov 2026'],
  [-20 * DAY, '16 Dec 2026'],
  [-9 * HOUR, 'in 9h'],
])('%i ms ago is %j', (ms, text) => {
  expect(formatRelative(before(ms), NOW, 'utc')).toBe(text);
  expect(isNear(before(ms), NOW)).toBe(!text.endsWith('2026'));
});

test('a moment in UTC says so, and names the year where it is another', () => {
  expect(formatMoment('2026-11-26T09:05:07.000Z', NOW, 'utc')).toBe('26 Nov, 09:05 UTC');
  expect(formatMoment('2025-12-31T23:59:00.000Z', NOW, 'utc')).toBe('31 Dec 2025, 23:59 UTC');
  expect(formatExactMoment('2026-11-26T09:05:07.000Z', NOW, 'utc')).toBe('26 Nov, 09:05:07 UTC');
  expect(formatClock('2026-11-26T09:05:07.000Z', 'utc')).toBe('09:05:07 UTC');
  expect(formatStamp('2026-11-26T09:05:07.000Z', 'utc')).toBe('26 Nov 2026, 09:05 UTC');
});

test('a local moment is that of the clock on the wall', () => {
  const at = new Date(2026, 0, 3, 4, 5, 59).toISOString();
  expect(formatMoment(at, NOW, 'local')).toBe('3 Jan, 04:05');
  expect(formatClock(at, 'local')).toBe('04:05:59');
});

test('a field for a date and time holds the time to the minute, and is read in the same zone', () => {
  const at = new Date(2026, 0, 3, 4, 5, 59).toISOString();
  expect(toTimeField(at, 'local')).toBe('2026-01-03T04:05');
  expect(readTimeField('2026-01-03T04:05', 'local')).toBe(new Date(2026, 0, 3, 4, 5).getTime());
  expect(toTimeField('2026-01-03T04:05:59.000Z', 'utc')).toBe('2026-01-03T04:05');
  expect(readTimeField('2026-01-03T04:05', 'utc')).toBe(Date.parse('2026-01-03T04:05Z'));
  expect(readTimeField('2026-01-03T04:05:00.000Z', 'utc')).toBe(Date.parse('2026-01-03T04:05Z'));
  expect(readTimeField('', 'utc')).toBeNaN();
});

test.each([
  [320, '320ms', '0s'],
  [4_260, '4.2s', '4s'],
  [38_900, '38s', '38s'],
  [MINUTE + 4 * SECOND, '1m 04s', '1m 04s'],
  [2 * HOUR + 5 * MINUTE, '2h 05m', '2h 05m'],
  [3 * DAY + 4 * HOUR, '3d 4h', '3d 4h'],
])('%i ms are %j, and %j while they are counting', (ms, whole, counting) => {
  expect(formatDuration(ms)).toBe(whole);
  expect(formatElapsed(ms)).toBe(counting);
});
