import { DEFAULT_MAX_STEPS, type TaskLimits } from '@taskhelm/contract';
import type { AgentRun } from './run-agent-loop.ts';

/** The limits that hold now: those of the task, as far as no person has raised them. */
export function effectiveLimits({ task, log }: Pick<AgentRun, 'task' | 'log'>): TaskLimits & {
  max_steps: number;
} {
  const limits = { ...task.limits, max_steps: task.limits.max_steps ?? DEFAULT_MAX_STEPS };
  for (const event of log.events) {
    if (event.type === 'limit_raised') limits[event.limit] = event.to;
  }
  return limits;
}
