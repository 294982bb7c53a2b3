import { checkToolArgs } from './check-tool-args.ts';
import { hostOfArgs } from './host-of-args.ts';
import { permittedArgs } from './permitted-args.ts';
import { missingTool } from './plan-tool-call.ts';
import type { CallRecord } from './read-calls.ts';
import { recordToolResult } from './record-tool-result.ts';
import type { AgentRun } from './run-agent-loop.ts';
import { runTool, type LostCall } from './run-tool.ts';
import type { ToolOutcome } from './outcome.ts';
import { toolEffect } from './tool-effect.ts';
import type { Tool } from './tool.ts';

/** Of a call that loses contact each time. */
const MAX_STARTS = 2;

/**
 * The only place where tools run, and so the only place that has to hold the rule: a call that needs a confirmation
 * runs when the log holds one for it and a person's approval, with the approved arguments, and not otherwise.
 * False when the call waits for something else and has no result yet. A call whose outcome nobody knows gets no result
 * either: it is then planned like one whose worker was lost.
 */
export async function executeToolCall(run: AgentRun, record: CallRecord): Promise<boolean> {
  const { call } = record;
  const tool = run.tools.get(call.tool);
  if (tool?.kind !== 'run') return refuse(run, call, missingTool(run, call.tool));
  const permission = permittedArgs(record, tool, run.confirmTools.has(call.tool));
  if (!permission.granted) return refuse(run, call, 'No person has approved this call.');
  const checked = checkToolArgs(tool, permission.args);
  if (!checked.ok) return refuse(run, call, checked.message);

  run.signal.throwIfAborted();
  await run.log.append([
    {
      type: 'tool_started',
      call_id: call.call_id,
      tool: call.tool,
      args: checked.args,
      host: hostOfArgs(checked.args),
    },
  ]);
  const startedAt = run.now().getTime();
  const outcome = await runTool(tool, checked.parsed, {
    taskId: run.task.id,
    sessionId: run.task.sessionId,
    agentName: run.agent.name,
    callId: call.call_id,
    signal: run.signal,
    now: run.now,
    host: run.host,
  });
  if (outcome === null) return false;
  const ended = outcome.status === 'lost' ? endLost(run, record, { tool, outcome }) : outcome;
  if (ended) await recordToolResult(run, call, { ...ended, durationMs: run.now().getTime() - startedAt });
  return true;
}

/** What may run twice is tried twice; then it has failed. What may not stays open. */
function endLost(
  run: AgentRun,
  { call }: CallRecord,
  { tool, outcome }: { tool: Tool; outcome: LostCall },
): ToolOutcome | null {
  if (toolEffect(tool, call.args) === 'once') return null;
  const starts = run.log.events.filter(
    (event) => event.type === 'tool_started' && event.call_id === call.call_id,
  );
  return starts.length < MAX_STARTS ? null : { status: 'error', output: outcome.output };
}

async function refuse(run: AgentRun, call: CallRecord['call'], output: string): Promise<boolean> {
  await recordToolResult(run, call, { status: 'error', output });
  return true;
}
