import { expect, test } from '@jest/globals';
import { describeBulk } from './describe-bulk.ts';

const skipped = (...codes: ('task_final' | 'conflict' | 'internal_error')[]) =>
  codes.map((code, at) => ({ id: String(at), code }));

test('what was done is counted, and what was not says why', () => {
  expect(describeBulk('cancel', { matched: 3, done: 3, skipped: [] })).toBe('3 cancelled');
  expect(describeBulk('cancel', { matched: 4, done: 3, skipped: skipped('task_final') })).toBe(
    '3 cancelled, 1 could not: ended already',
  );
});

test('each reason is counted by itself', () => {
  const answer = { matched: 3, done: 0, skipped: skipped('conflict', 'internal_error', 'conflict') };
  expect(describeBulk('retry', answer)).toBe(
    '0 started again, 2 could not: not ended yet, 1 could not: internal error',
  );
});
