import { effectiveLimits } from './effective-limits.ts';
import type { LimitHit } from './limit-hit.ts';
import { readSpending } from './read-spending.ts';
import type { AgentRun } from './run-agent-loop.ts';

/** The limit that forbids another model call. Time is watched by the clock of the run. */
export function checkLimits(run: AgentRun): LimitHit | null {
  const { max_steps, max_tokens, max_cost_microusd } = effectiveLimits(run);
  const spent = readSpending(run.log.events);
  if (spent.steps >= max_steps) return { limit: 'max_steps', used: spent.steps, max: max_steps };
  if (max_tokens !== undefined && spent.tokens >= max_tokens) {
    return { limit: 'max_tokens', used: spent.tokens, max: max_tokens };
  }
  if (max_cost_microusd === undefined || !isSpent(run, spent.cost, max_cost_microusd)) return null;
  return { limit: 'max_cost_microusd', used: spent.cost, max: max_cost_microusd };
}

/** A model without a price may go on at the limit: it spends nothing that is counted. */
function isSpent(run: AgentRun, spent: number, limit: number): boolean {
  return spent > limit || (spent === limit && run.model.price !== null);
}
