import type { JsonObject, Question, TaskEventOf } from '@taskhelm/contract';
import type { InputRequestDraft } from './outcome.ts';
import type { AgentRun } from './run-agent-loop.ts';
import type { AskedQuestions, Tool } from './tool.ts';
import { toolEffect } from './tool-effect.ts';
import { callDigest, versionOf } from './tool-version.ts';

type ToolCall = TaskEventOf<'tool_call'>;

/** The questions of a call that asks. */
export function questionDraft(run: AgentRun, call: ToolCall, asked: AskedQuestions): InputRequestDraft {
  return {
    ...frame(run, call.call_id, call),
    kind: 'question',
    title: asked.title,
    body_markdown: asked.bodyMarkdown,
    questions: asked.questions,
    expires_at: expiryOf(run, asked),
    on_expiry: asked.expiresInSeconds === undefined ? 'stay' : (asked.onExpiry ?? 'use_defaults'),
  };
}

/** By this process's clock; the host turns it into the database's when it writes the request. */
function expiryOf(run: AgentRun, { expiresInSeconds }: AskedQuestions): string | null {
  if (expiresInSeconds === undefined) return null;
  return new Date(run.now().getTime() + expiresInSeconds * 1_000).toISOString();
}

type Confirmed = { call: ToolCall; args: JsonObject; tool: Tool; /** Of the request. */ id: string };

/** The confirmation that a call needs; approving it approves exactly this version of the tool with these arguments. */
export function confirmationDraft(run: AgentRun, { call, args, tool, id }: Confirmed): InputRequestDraft {
  const tool_version = versionOf(tool);
  const digest = callDigest({ tool: tool.name, version: tool_version, args });
  return {
    ...frame(run, id, call),
    kind: 'confirmation',
    title: `Run ${call.tool}?`,
    body_markdown:
      id === call.call_id
        ? null
        : 'The tool has changed since this call was decided on, so it is asked anew.',
    action: { tool: call.tool, args, effect: toolEffect(tool, args) ?? 'once', tool_version, digest },
    allowed_decisions: ['approve', 'edit', 'reject', 'respond'],
  };
}

/** The question about a call of which nobody knows whether it happened. It has an id of its own. */
export function recoveryDraft(run: AgentRun, call: ToolCall): InputRequestDraft {
  return {
    ...frame(run, run.newId(), call),
    kind: 'question',
    title: `Did ${call.tool} happen?`,
    body_markdown: `Contact was lost while \`${call.tool}\` ran. It may already have happened, so it is not run again by itself.`,
    questions: [recoveryQuestion(call)],
  };
}

function recoveryQuestion(call: ToolCall): Question {
  return {
    id: 'q1',
    label: `What should become of this call of ${call.tool}? It may already have happened.`,
    help: null,
    type: 'select',
    options: [
      { value: 'retry', label: 'Run it again', description: 'If it did happen, it happens twice.' },
      {
        value: 'done',
        label: 'It happened, go on',
        description: 'The agent is told so, without its output.',
      },
      { value: 'fail', label: 'End the task as failed', description: null },
    ],
    required: true,
    default: null,
    allow_other: false,
  };
}

function frame(run: AgentRun, callId: string, call: ToolCall): InputRequestDraft {
  return {
    call_id: callId,
    session_id: run.task.sessionId,
    task_id: run.task.id,
    about_call_id: call.call_id,
    kind: 'question',
    title: '',
    body_markdown: null,
    questions: [],
    action: null,
    allowed_decisions: [],
    expires_at: null,
    on_expiry: 'stay',
  };
}
