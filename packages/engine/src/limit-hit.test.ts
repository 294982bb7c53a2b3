import { expect, test } from '@jest/globals';
import { limitAmount, limitSentence } from './limit-hit.ts';

test.each<[microusd: number, words: string]>([
  [0, '$0.00'],
  [1, '$0.000001'],
  [56, '$0.000056'],
  [100, '$0.0001'],
  [3_600, '$0.0036'],
  [10_000, '$0.01'],
  [12_500, '$0.0125'],
  [250_000, '$0.25'],
  [1_000_000, '$1.00'],
  [1_005_000, '$1.005'],
  [1_234_567, '$1.2346'],
  [123_000_000, '$123.00'],
])('%d micro-dollars are %s', (microusd, words) => {
  expect(limitAmount('max_cost_microusd', microusd)).toBe(words);
});

test('a cost that is over its limit by a little never reads as the same amount', () => {
  expect(limitSentence({ limit: 'max_cost_microusd', used: 10_004, max: 10_000 })).toBe(
    'The task has cost $0.010004 and may cost $0.01.',
  );
});
