import type { LoopOutcome } from '../outcome.ts';
import { runAgentLoop, type AgentRun } from '../run-agent-loop.ts';

type Ended = Exclude<LoopOutcome, { type: 'model_retry' }>;

/** Takes a run up again, as the host does, each time its model is to be tried later. `waits` collects for how long. */
export async function runThrough(run: AgentRun, waits: number[] = []): Promise<Ended> {
  for (;;) {
    const outcome = await runAgentLoop(run);
    if (outcome.type !== 'model_retry') return outcome;
    waits.push(outcome.delayMs);
  }
}
