import { expect, test } from '@jest/globals';
import type { Task } from '@taskhelm/contract';
import { newsOf } from './task-news.ts';

const task = (part: Partial<Task>): Task =>
  ({ status: 'completed', pending_input: null, failure: null, held: null, health: null, ...part }) as Task;
const question = (count: number): Partial<Task> => ({
  status: 'needs_input',
  pending_input: { call_id: 'c', kind: 'question', title: 'Which?', count },
});
const text = (part: Partial<Task>, hasLeft = false): string | undefined => newsOf(task(part), hasLeft)?.text;

test('a task that waits says what it asks, and how much more', () => {
  expect(text(question(1))).toBe('“Which?”');
  expect(text(question(2))).toBe('“Which?” and 1 more request');
});

test('a failed one says why, a held one what it waits for, others say nothing', () => {
  expect(text({ status: 'failed', failure: { code: 'x', message: 'It broke' } })).toBe('It broke');
  expect(text({ status: 'pending', held: { reason: 'agent_disabled', message: 'The agent is off' } })).toBe(
    'The agent is off',
  );
  expect(text({})).toBeUndefined();
});

test('one that does not get on says what that is judged by, one that does says nothing', () => {
  const health = (state: 'ok' | 'stalled' | 'waiting_on_child', evidence: string | null): Partial<Task> => ({
    status: 'in_progress',
    health: { state, evidence },
  });
  expect(text(health('stalled', 'Nothing was recorded for 20 min.'))).toBe(
    'Stalled: Nothing was recorded for 20 min.',
  );
  expect(text(health('waiting_on_child', 'It waits for 1 task below it.'))).toBe(
    'It waits for 1 task below it.',
  );
  expect(text(health('ok', null))).toBeUndefined();
});

test('one that no longer matches the filters says that before all', () => {
  expect(text(question(1), true)).toBe('No longer matches');
});
