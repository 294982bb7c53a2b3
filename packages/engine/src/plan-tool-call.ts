import type { JsonObject, TaskEventOf } from '@taskhelm/contract';
import { answerOutcome, decisionOutcome } from './answer-outcome.ts';
import { checkToolArgs } from './check-tool-args.ts';
import { confirmationDraft, questionDraft } from './input-request-draft.ts';
import type { InputRequestDraft, LoopOutcome, ToolOutcome } from './outcome.ts';
import { decidedOnOtherVersion } from './permitted-args.ts';
import { planRecovery } from './plan-recovery.ts';
import type { CallRecord } from './read-calls.ts';
import type { AgentRun } from './run-agent-loop.ts';
import { ToolError, type AskedQuestions, type Tool } from './tool.ts';

/** What is to be done next about a tool call without a result. */
export type CallPlan =
  | { type: 'execute' }
  | { type: 'settle'; outcome: ToolOutcome }
  /** `draft` is null where the person has been asked already. */
  | { type: 'await_person'; draft: InputRequestDraft | null }
  | { type: 'end'; outcome: Extract<LoopOutcome, { type: 'failed' }> };

/** Decides from the log alone. Arguments are checked before anybody is asked to confirm them. */
export function planToolCall(run: AgentRun, record: CallRecord): CallPlan {
  const { call } = record;
  const tool = run.tools.get(call.tool);
  const recovery = record.started ? planRecovery(run, record) : null;
  if (recovery && recovery.type !== 'execute') return recovery;
  if (!tool) return settleError(missingTool(run, call.tool));
  const checked = checkToolArgs(tool, call.args);
  if (!checked.ok) return settleError(checked.message);
  if (tool.kind === 'ask' && !record.asked) return planQuestion(run, call, () => tool.ask(checked.parsed));
  return planPermission(run, record, { tool, args: checked.args });
}

/** A decision about another version of the tool counts for nothing, so it is asked for anew. */
function planPermission(
  run: AgentRun,
  record: CallRecord,
  { tool, args }: { tool: Tool; args: JsonObject },
): CallPlan {
  const { call, asked } = record;
  if (asked && !asked.response) return { type: 'await_person', draft: null };
  const isStale = asked !== null && approves(asked.response) && decidedOnOtherVersion(record, tool);
  if (asked?.response && !isStale) return planAnswered(asked.request, asked.response);
  if (!asked && !run.confirmTools.has(call.tool)) return { type: 'execute' };
  const id = isStale ? run.newId() : call.call_id;
  return { type: 'await_person', draft: confirmationDraft(run, { call, args, tool, id }) };
}

function planQuestion(run: AgentRun, call: TaskEventOf<'tool_call'>, ask: () => AskedQuestions): CallPlan {
  try {
    return { type: 'await_person', draft: questionDraft(run, call, ask()) };
  } catch (error) {
    return settleError(error instanceof ToolError ? error.message : 'The question could not be asked.');
  }
}

function planAnswered(request: InputRequestDraft, response: TaskEventOf<'input_response'>): CallPlan {
  if (request.kind === 'question') return { type: 'settle', outcome: answerOutcome(request, response) };
  return approves(response) ? { type: 'execute' } : { type: 'settle', outcome: decisionOutcome(response) };
}

const approves = (response: TaskEventOf<'input_response'> | null): boolean =>
  response?.outcome === 'approved' || response?.outcome === 'edited';

function settleError(output: string): CallPlan {
  return { type: 'settle', outcome: { status: 'error', output } };
}

/** Why a tool cannot be called; says which can where the name is not one that the agent was given. */
export function missingTool(run: AgentRun, name: string): string {
  const reason = run.unavailableTools?.get(name);
  if (reason) return reason;
  const names = [...run.tools.keys()].join(', ');
  const known = names ? `The tools are: ${names}.` : 'There are no tools for this task.';
  return `There is no tool named ${name.slice(0, 100)}. ${known}`;
}
