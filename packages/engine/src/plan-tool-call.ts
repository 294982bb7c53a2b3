import type { TaskEventOf } from '@taskhelm/contract';
import { answerOutcome, decisionOutcome } from './answer-outcome.ts';
import { checkToolArgs } from './check-tool-args.ts';
import { confirmationDraft, questionDraft } from './input-request-draft.ts';
import type { InputRequestDraft, LoopOutcome, ToolOutcome } from './outcome.ts';
import { planRecovery } from './plan-recovery.ts';
import type { CallRecord } from './read-calls.ts';
import type { AgentRun } from './run-agent-loop.ts';
import { ToolError, type AskedQuestions } from './tool.ts';

/** What is to be done next about a tool call without a result. */
export type CallPlan =
  | { type: 'execute' }
  | { type: 'settle'; outcome: ToolOutcome }
  /** `draft` is null where the person has been asked already. */
  | { type: 'await_person'; draft: InputRequestDraft | null }
  | { type: 'end'; outcome: Extract<LoopOutcome, { type: 'failed' }> };

/** Decides from the log alone. Arguments are checked before anybody is asked to confirm them. */
export function planToolCall(run: AgentRun, record: CallRecord): CallPlan {
  const { call, asked } = record;
  const tool = run.tools.get(call.tool);
  if (record.started) return planRecovery(run, record);
  if (!tool) return settleError(unknownTool(run, call));
  const checked = checkToolArgs(tool, call.args);
  if (!checked.ok) return settleError(checked.message);
  if (asked?.response) return planAnswered(asked.request, asked.response);
  if (asked) return { type: 'await_person', draft: null };
  if (tool.kind === 'ask') return planQuestion(run, call, () => tool.ask(checked.parsed));
  if (!run.confirmTools.has(call.tool)) return { type: 'execute' };
  return { type: 'await_person', draft: confirmationDraft(run, call, checked.args) };
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
  if (response.outcome === 'approved' || response.outcome === 'edited') return { type: 'execute' };
  return { type: 'settle', outcome: decisionOutcome(response) };
}

function settleError(output: string): CallPlan {
  return { type: 'settle', outcome: { status: 'error', output } };
}

function unknownTool(run: AgentRun, call: TaskEventOf<'tool_call'>): string {
  const names = [...run.tools.keys()].join(', ');
  const known = names ? `The tools are: ${names}.` : 'There are no tools for this task.';
  return `There is no tool named ${call.tool.slice(0, 100)}. ${known}`;
}
