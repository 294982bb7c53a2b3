import { DEFAULT_MAX_STEPS, isFinal, type TaskDetail, type TaskLimits } from '@taskhelm/contract';
import { formatCost, formatCount } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';

/** Something a task uses up: how much of it, of how much it may, and that as a share of 1. Null where nothing bounds it. */
export type Spent = { name: string; used: string; allowed: string | null; share: number | null };

/** From here on a person should look: the task will soon ask for more, or fail. */
export const NEAR_LIMIT = 0.8;

/** `agentLimits` hold where the task has none of its own; of a task that has ended, only its own are known. */
export function spendingOf(task: TaskDetail, agentLimits: TaskLimits | undefined, now: number): Spent[] {
  const limits = limitsOf(task, agentLimits);
  const { steps, input_tokens, output_tokens, cost_microusd } = task.usage;
  return [
    spent('Steps', bound(steps, limits.max_steps), formatCount),
    spent('Tokens', bound(input_tokens + output_tokens, limits.max_tokens), formatCount),
    spent('Working time', bound(workedMs(task, now), limits.timeout_ms), formatDuration),
    ...(cost_microusd === null
      ? []
      : [spent('Cost', bound(cost_microusd, limits.max_cost_microusd), formatCost)]),
  ];
}

function limitsOf(task: TaskDetail, agentLimits: TaskLimits | undefined): TaskLimits {
  if (isFinal(task.status) || !agentLimits) return task.limits;
  return { max_steps: DEFAULT_MAX_STEPS, ...agentLimits, ...task.limits };
}

type Bound = { used: number; allowed: number | undefined };

const bound = (used: number, allowed: number | undefined): Bound => ({ used, allowed });

function spent(name: string, { used, allowed }: Bound, format: (value: number) => string): Spent {
  return {
    name,
    used: format(used),
    allowed: allowed === undefined ? null : format(allowed),
    share: allowed === undefined ? null : allowed === 0 ? 1 : Math.min(1, used / allowed),
  };
}

/** `worked_ms` grows when a run ends; what is neither queue nor waiting until now is working time as well. */
function workedMs({ status, timing, created_at, start_at }: TaskDetail, now: number): number {
  if (status !== 'in_progress') return timing.worked_ms;
  const due = Math.max(Date.parse(created_at), start_at === null ? 0 : Date.parse(start_at));
  return Math.max(timing.worked_ms, now - due - timing.queued_ms - timing.waiting_ms);
}
