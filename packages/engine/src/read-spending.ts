import type { TaskEvent } from '@taskhelm/contract';

/** What a task has used: steps, tokens of all model calls, and micro-dollars where they had a price. */
export type Spending = { steps: number; tokens: number; cost: number };

export function readSpending(events: readonly TaskEvent[]): Spending {
  const spent: Spending = { steps: 0, tokens: 0, cost: 0 };
  for (const event of events) {
    if (event.type !== 'usage' && event.type !== 'context_compacted') continue;
    if (event.type === 'usage') spent.steps += 1;
    spent.tokens += event.input_tokens + event.output_tokens;
    spent.cost += event.cost_microusd ?? 0;
  }
  return spent;
}
