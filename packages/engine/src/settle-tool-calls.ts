import { executeToolCall } from './execute-tool-call.ts';
import { mapLimited } from './map-limited.ts';
import type { LoopOutcome } from './outcome.ts';
import { planToolCall, type CallPlan } from './plan-tool-call.ts';
import type { CallRecord } from './read-calls.ts';
import { recordToolResult } from './record-tool-result.ts';
import type { AgentRun } from './run-agent-loop.ts';

const MAX_PARALLEL_CALLS = 16;

/**
 * Brings the open calls of a step as far as they go without a person. Returns an outcome where the run ends here: a
 * person or a child is awaited, or a person has ended the task.
 */
export async function settleToolCalls(
  run: AgentRun,
  open: readonly CallRecord[],
): Promise<LoopOutcome | null> {
  const planned = open.map((record) => ({ record, plan: planToolCall(run, record) }));
  const end = planned.find(({ plan }) => plan.type === 'end')?.plan;
  if (end?.type === 'end') return end.outcome;
  let waits = false;
  await mapLimited(planned, MAX_PARALLEL_CALLS, async ({ record, plan }) => {
    if (!(await carryOut(run, record, plan))) waits = true;
  });
  const awaited = planned.flatMap(({ plan }) => (plan.type === 'await_person' ? [plan.draft] : []));
  if (awaited.length === 0) return waits ? { type: 'waiting_on_children' } : null;
  return { type: 'needs_input', requests: awaited.filter((draft) => draft !== null) };
}

/** False when the call waits for another task. */
async function carryOut(run: AgentRun, record: CallRecord, plan: CallPlan): Promise<boolean> {
  if (plan.type === 'execute') return executeToolCall(run, record);
  if (plan.type === 'settle') await recordToolResult(run, record.call, plan.outcome);
  return true;
}
