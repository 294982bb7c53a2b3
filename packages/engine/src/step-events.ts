import type { Json, TaskEventBody } from '@taskhelm/contract';
import { MAX_ARGS_BYTES } from './check-tool-args.ts';
import type { StepContent } from './collect-step.ts';
import { readCalls } from './read-calls.ts';
import type { AgentRun } from './run-agent-loop.ts';
import { toolEffect } from './tool-effect.ts';
import { uniqueId } from './unique-id.ts';
import { usageEvent } from './usage-event.ts';
import { wellFormed } from './well-formed.ts';

type FinishedStep = { step: number; content: StepContent; durationMs: number };

/** A finished step as it is recorded: what was said and planned in its order, then the usage that closes it. */
export function stepEvents(run: AgentRun, { step, content, durationMs }: FinishedStep): TaskEventBody[] {
  const taken = new Set(readCalls(run.log.events).map(({ call }) => call.provider_call_id));
  const parts = content.parts.flatMap((part) =>
    part.type === 'tool-call' ? [callEvent(run, { part, step, taken })] : textEvents(part, step),
  );
  return [...parts, usageEvent(run.model, { step, content, durationMs })];
}

/** The texts that were complete when a step failed. */
export function finishedMessages(content: StepContent, step: number): TaskEventBody[] {
  return content.parts.flatMap((part) => {
    return part.type === 'text' && part.done ? textEvents(part, step) : [];
  });
}

type Part = StepContent['parts'][number];

function textEvents(part: Exclude<Part, { type: 'tool-call' }>, step: number): TaskEventBody[] {
  const { text, metadata } = part;
  if (text.trim() === '' && !metadata) return [];
  const signed = metadata ? { provider_metadata: metadata } : {};
  if (part.type === 'reasoning') return [{ type: 'reasoning', text, step, ...signed }];
  return text.trim() === '' ? [] : [{ type: 'message', role: 'assistant', text, by: null, step, ...signed }];
}

function callEvent(
  run: AgentRun,
  { part, step, taken }: { part: Extract<Part, { type: 'tool-call' }>; step: number; taken: Set<string> },
): TaskEventBody {
  const args = readArgs(part.input);
  const call_id = run.newId();
  return {
    type: 'tool_call',
    call_id,
    tool: part.tool,
    args,
    effect: toolEffect(run.tools.get(part.tool), args),
    step,
    provider_call_id: uniqueId(part.id || call_id, taken),
    ...(part.metadata && { provider_metadata: part.metadata }),
  };
}

/** What is not JSON, or is too long to be kept, stays the text that it was; no tool accepts it. */
function readArgs(input: string): Json {
  if (input.length >= MAX_ARGS_BYTES) return input.slice(0, MAX_ARGS_BYTES);
  try {
    return wellFormed(JSON.parse(input || '{}') as Json);
  } catch {
    return input;
  }
}
