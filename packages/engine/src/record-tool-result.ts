import type { TaskEventOf } from '@taskhelm/contract';
import type { ToolOutcome } from './outcome.ts';
import type { AgentRun } from './run-agent-loop.ts';

export async function recordToolResult(
  run: AgentRun,
  call: TaskEventOf<'tool_call'>,
  { durationMs = 0, ...outcome }: ToolOutcome & { durationMs?: number },
): Promise<void> {
  const { call_id, tool } = call;
  const duration_ms = Math.max(0, Math.round(durationMs));
  await run.log.append([{ type: 'tool_result', call_id, tool, ...outcome, duration_ms }]);
}
