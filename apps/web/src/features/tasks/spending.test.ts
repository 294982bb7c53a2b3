import { expect, test } from '@jest/globals';
import type { TaskDetail } from '@taskhelm/contract';
import { spendingOf } from './spending.ts';

const NOW = Date.parse('2026-01-01T00:00:30.000Z');
const task = (part: Partial<TaskDetail> = {}): TaskDetail =>
  ({
    status: 'in_progress',
    limits: {},
    usage: { steps: 4, input_tokens: 1_000, output_tokens: 200, cost_microusd: 30_000 },
    created_at: '2026-01-01T00:00:00.000Z',
    start_at: null,
    timing: { queued_ms: 1_000, waiting_ms: 20_000, model_ms: 5_000, tool_ms: 4_000, worked_ms: 1_000 },
    ...part,
  }) as TaskDetail;

test('the limits of the task come before those of its agent, and steps are always bounded', () => {
  const spent = spendingOf(
    task({ limits: { max_tokens: 2_400 } }),
    { max_tokens: 9, timeout_ms: 60_000 },
    NOW,
  );
  expect(spent).toEqual([
    { name: 'Steps', used: '4', allowed: '100', share: 0.04 },
    { name: 'Tokens', used: '1,200', allowed: '2,400', share: 0.5 },
    { name: 'Working time', used: '9.0s', allowed: '1m 00s', share: 0.15 },
    { name: 'Cost', used: '$0.03', allowed: null, share: null },
  ]);
});

test('of a task that has ended only its own limits are told, and its working time is the recorded one', () => {
  const spent = spendingOf(task({ status: 'completed', limits: { max_steps: 3 } }), { max_tokens: 9 }, NOW);
  expect(spent.map(({ name, used, allowed }) => [name, used, allowed])).toEqual([
    ['Steps', '4', '3'],
    ['Tokens', '1,200', null],
    ['Working time', '1.0s', null],
    ['Cost', '$0.03', null],
  ]);
  expect(spent[0]?.share).toBe(1);
});

test('a cost that is not known is not told as none', () => {
  const usage = { ...task().usage, cost_microusd: null };
  expect(spendingOf(task({ usage }), {}, NOW).map(({ name }) => name)).toEqual([
    'Steps',
    'Tokens',
    'Working time',
  ]);
});
