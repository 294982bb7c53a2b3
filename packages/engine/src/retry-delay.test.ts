import { expect, test } from '@jest/globals';
import { retryDelay } from './retry-delay.ts';

const least = () => 0;
const most = () => 1;

test('the wait grows with the retries, and is spread over half of its length', () => {
  expect([0, 1, 2, 3, 4, 5, 6].map((retries) => retryDelay(retries, null, most))).toEqual([
    1_000, 4_000, 15_000, 60_000, 120_000, 300_000, 300_000,
  ]);
  expect([0, 1, 2].map((retries) => retryDelay(retries, null, least))).toEqual([500, 2_000, 7_500]);
});

test('a provider that asks for a wait is given at least that', () => {
  expect(retryDelay(0, 7_000, least)).toBe(7_000);
  expect(retryDelay(0, 7_000, most)).toBe(7_700);
});

test('a provider that asks for ten days is asked again after five minutes', () => {
  expect(retryDelay(0, 864_000_000, least)).toBe(300_000);
});

test('a provider that asks for no wait does not get the retries all at once', () => {
  expect(retryDelay(2, 0, most)).toBe(15_000);
});
