import type { TaskEvent } from '@taskhelm/contract';
import type { LoopOutcome } from './outcome.ts';
import { readSteps } from './read-steps.ts';

const EMPTY = 'The model ended without an answer. Retry the task, or give the agent another model.';
const CUT =
  'The model reached the length limit of its answers before it was done. Give the agent a smaller task or another model.';

/** The outcome of a last step that calls no tool; null where there is none, or where a person has spoken since. */
export function readFinalAnswer(events: readonly TaskEvent[]): LoopOutcome | null {
  const last = readSteps(events).at(-1);
  if (!last || last.parts.some((part) => part.type === 'tool_call')) return null;
  const spoken = events.slice(last.index).some((event) => event.type === 'message' && event.role === 'user');
  if (spoken) return null;
  const text = last.parts.findLast((part) => part.type === 'message')?.text;
  if (!text) return failed('empty_answer', EMPTY);
  if (last.usage.finish_reason === 'length') return failed('answer_cut', CUT);
  return { type: 'completed', result: text };
}

function failed(code: string, message: string): LoopOutcome {
  return { type: 'failed', code, message };
}
