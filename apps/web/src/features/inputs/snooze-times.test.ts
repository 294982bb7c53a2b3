import { expect, test } from '@jest/globals';
import { expectedEnd, SNOOZE_CHOICES, tomorrowMorning } from './snooze-times.ts';

test('tomorrow morning is nine o’clock of the next day, also from one month into another', () => {
  expect(tomorrowMorning(new Date(2026, 0, 31, 23, 59).getTime())).toEqual(new Date(2026, 1, 1, 9));
  expect(tomorrowMorning(new Date(2026, 0, 31, 0, 1).getTime())).toEqual(new Date(2026, 1, 1, 9));
});

test('hours are counted by the server, and shown by the browser until it has said', () => {
  const now = Date.parse('2026-01-01T10:00:00.000Z');
  const ends = SNOOZE_CHOICES.map(({ request }) => expectedEnd(request(now), now));
  expect(ends.slice(0, 2)).toEqual(['2026-01-01T11:00:00.000Z', '2026-01-01T14:00:00.000Z']);
  expect(SNOOZE_CHOICES[0]?.request(now)).toEqual({ for_ms: 3_600_000 });
  expect(ends[2]).toBe(tomorrowMorning(now).toISOString());
});
