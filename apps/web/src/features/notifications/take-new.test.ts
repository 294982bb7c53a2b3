import { expect, test } from '@jest/globals';
import type { Alert } from '@taskhelm/contract';
import { takeNew } from './take-new.ts';

const alert = (task_id: string, state: Alert['state'], minute: number): Alert => ({
  task_id,
  state,
  at: `2026-01-01T00:0${minute}:00.000Z`,
  title: 'A task',
  agent: 'researcher',
  text: '',
});

test('what the answer before held is not told again, and the oldest comes first', () => {
  const asked = alert('one', 'needs_input', 1);
  const failed = alert('one', 'failed', 3);
  const other = alert('two', 'failed', 2);
  expect(takeNew([failed, other, asked], [asked])).toEqual([other, failed]);
  expect(takeNew([failed, other, asked], [failed, other, asked])).toEqual([]);
});

test('of a task that asked twice only the newest question is told', () => {
  const [first, second] = [alert('one', 'needs_input', 1), alert('one', 'needs_input', 2)];
  expect(takeNew([second, first], [])).toEqual([second]);
  expect(takeNew([second], [first])).toEqual([second]);
});
