import { expect, test } from '@jest/globals';
import { nextTryIn } from './retry-schedule.ts';

const HOUR = 3_600_000;
const failure = { attempts: 1, triedForMs: 0, retryAfterMs: null };

test('the waits grow, and each is spread a little', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempts) => nextTryIn({ ...failure, attempts }, 0.5));
  expect(waits).toEqual([5_000, 30_000, 120_000, 600_000, 1_800_000, HOUR, 2 * HOUR, 4 * HOUR, 4 * HOUR]);
  expect(nextTryIn(failure, 0)).toBe(4_500);
  expect(nextTryIn(failure, 1)).toBe(5_500);
});

test('a receiver that asks for more time gets it, up to an hour', () => {
  expect(nextTryIn({ ...failure, retryAfterMs: 60_000 }, 0.5)).toBe(60_000);
  expect(nextTryIn({ ...failure, retryAfterMs: 999 * HOUR }, 0.5)).toBe(HOUR);
  expect(nextTryIn({ ...failure, retryAfterMs: 1 }, 0.5)).toBe(5_000);
});

test('after a day it is given up, and the schedule really takes a day', () => {
  let [attempts, triedForMs] = [0, 0];
  for (let wait: number | null = 0; wait !== null;) {
    attempts += 1;
    wait = nextTryIn({ ...failure, attempts, triedForMs }, 0.5);
    triedForMs += wait ?? 0;
  }
  expect(triedForMs).toBeGreaterThan(18 * HOUR);
  expect(triedForMs).toBeLessThanOrEqual(24 * HOUR);
  expect(attempts).toBeGreaterThan(8);
});
