import { readSteps } from './read-steps.ts';
import type { AgentRun } from './run-agent-loop.ts';
import type { LoopOutcome } from './outcome.ts';

export const DEFAULT_MAX_STEPS = 100;

/** The limit that forbids another model call, as the outcome it leads to. Time is watched by the clock of the run. */
export function checkLimits(run: AgentRun): Extract<LoopOutcome, { type: 'failed' }> | null {
  const steps = readSteps(run.log.events);
  const { max_steps = DEFAULT_MAX_STEPS, max_cost_microusd } = run.task.limits;
  if (steps.length >= max_steps) {
    return {
      type: 'failed',
      code: 'step_limit',
      message: `The task used all its ${max_steps} model steps. Raise max_steps or give the agent a smaller task.`,
    };
  }
  const spent = steps.reduce((sum, step) => sum + (step.usage.cost_microusd ?? 0), 0);
  if (max_cost_microusd === undefined || !isSpent(run, spent, max_cost_microusd)) return null;
  return {
    type: 'failed',
    code: 'cost_limit',
    message: `The task has cost $${dollars(spent)} and may cost $${dollars(max_cost_microusd)}. Raise max_cost_microusd to let it go on.`,
  };
}

/** A model without a price may go on at the limit: it spends nothing that is counted. */
function isSpent(run: AgentRun, spent: number, limit: number): boolean {
  return spent > limit || (spent === limit && run.model.price !== null);
}

export function timeLimitReached(limitMs: number): Extract<LoopOutcome, { type: 'failed' }> {
  const seconds = Math.round(limitMs / 1000);
  return {
    type: 'failed',
    code: 'time_limit',
    message: `The task worked for ${seconds} s, which is all it may. Raise timeout_ms or give the agent a smaller task.`,
  };
}

function dollars(microusd: number): string {
  return (microusd / 1_000_000).toFixed(4);
}
