import { describe, expect, test } from '@jest/globals';
import { backOff, detailPollInterval, listPollInterval } from './poll-interval.ts';

describe('a list', () => {
  test('is read every 3 s while something on it is unfinished', () => {
    expect(listPollInterval(['completed', 'in_progress'])).toBe(3_000);
    expect(listPollInterval(['needs_input'])).toBe(3_000);
  });

  test('is read every 10 s when all is finished, nothing is there or nothing is known', () => {
    expect(listPollInterval(['completed', 'failed', 'cancelled'])).toBe(10_000);
    expect(listPollInterval([])).toBe(10_000);
    expect(listPollInterval(undefined)).toBe(10_000);
  });
});

describe('one task', () => {
  test('is read every second while it moves by itself, and every other while it waits for a person', () => {
    expect(detailPollInterval('pending')).toBe(1_000);
    expect(detailPollInterval('in_progress')).toBe(1_000);
    expect(detailPollInterval('needs_input')).toBe(2_000);
  });

  test('is not read again once it is final', () => {
    for (const status of ['completed', 'failed', 'cancelled'] as const) {
      expect(detailPollInterval(status)).toBe(false);
    }
  });
});

describe('after failures', () => {
  test('each in a row makes the wait half as long again, up to a minute', () => {
    expect(backOff(3_000, 0)).toBe(3_000);
    expect(backOff(3_000, 1)).toBe(4_500);
    expect(backOff(3_000, 2)).toBe(6_750);
    expect(backOff(3_000, 50)).toBe(60_000);
  });

  test('what is not polled stays so', () => {
    expect(backOff(false, 3)).toBe(false);
  });
});
