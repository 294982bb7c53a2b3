import { expect, test } from '@jest/globals';
import { readLabels } from './read-labels.ts';

test('a comma list is read, each label once', () => {
  expect(readLabels(' q1, market ,,q1')).toEqual({ labels: ['q1', 'market'], error: undefined });
  expect(readLabels(' , ')).toEqual({ labels: [], error: undefined });
});

test('labels that are too long or too many say so', () => {
  expect(readLabels('x'.repeat(51)).error).toMatch(/at most 50 characters/);
  expect(readLabels('x'.repeat(50)).error).toBeUndefined();
  expect(readLabels(Array.from({ length: 21 }, (_, at) => `l${at}`).join()).error).toMatch(/at most 20/);
});
