import { expect, test } from '@jest/globals';
import { formatCost } from './format-number.ts';

test.each<[microusd: number, words: string]>([
  [0, '$0.00'],
  [1, '<$0.0001'],
  [99, '<$0.0001'],
  [100, '$0.0001'],
  [9_950, '$0.0100'],
  [12_500, '$0.01'],
  [3_000_000, '$3.00'],
])('%d micro-dollars are %s', (microusd, words) => {
  expect(formatCost(microusd)).toBe(words);
});
