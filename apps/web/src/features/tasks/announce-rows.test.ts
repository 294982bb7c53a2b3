import { expect, test } from '@jest/globals';
import type { TaskStatus } from '@taskhelm/contract';
import { describeChanges } from './announce-rows.ts';

const row = (id: string, status: TaskStatus): { id: string; status: TaskStatus } => ({ id, status });

test('changes of the rows are summed up by what they came to', () => {
  const before = [row('a', 'in_progress'), row('b', 'in_progress'), row('c', 'pending'), row('d', 'failed')];
  const rows = [row('a', 'completed'), row('b', 'completed'), row('c', 'needs_input'), row('d', 'failed')];
  expect(describeChanges(before, rows)).toBe('1 needs input, 2 completed');
});

test('rows that were not on the page, or are as they were, are not news', () => {
  expect(describeChanges([row('a', 'failed')], [row('a', 'failed'), row('b', 'completed')])).toBe('');
});
