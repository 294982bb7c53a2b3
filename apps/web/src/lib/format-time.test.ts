import { expect, test } from '@jest/globals';
import { toLocalInput } from './format-time.ts';

test('a field for a date and time holds the local time to the minute', () => {
  expect(toLocalInput(new Date(2026, 0, 3, 4, 5, 59).toISOString())).toBe('2026-01-03T04:05');
});
