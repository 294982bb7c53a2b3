import { expect, test } from '@jest/globals';
import { readOwnTimes } from './read-own-times.ts';

test('local times become moments', () => {
  expect(readOwnTimes('2026-01-03T04:05', '2026-01-04T00:00', 'local')).toEqual({
    from: new Date(2026, 0, 3, 4, 5).toISOString(),
    to: new Date(2026, 0, 4).toISOString(),
  });
});

test('times are UTC for a person who reads UTC', () => {
  expect(readOwnTimes('2026-01-03T04:05', '2026-01-04T00:00', 'utc')).toEqual({
    from: '2026-01-03T04:05:00.000Z',
    to: '2026-01-04T00:00:00.000Z',
  });
});

test.each([
  ['', '2026-01-04T00:00', /Enter a date/],
  ['2026-01-04T00:00', 'soon', /Enter a date/],
  ['2026-01-04T00:00', '2026-01-04T00:00', /must lie before/],
  ['2026-01-04T00:00', '2026-01-03T00:00', /must lie before/],
  ['2024-01-01T00:00', '2026-01-03T00:00', /At most 366 days/],
])('from %j to %j is told as no range', (from, to, problem) => {
  expect(readOwnTimes(from, to, 'local')).toEqual({ problem: expect.stringMatching(problem) });
});
