import type { TaskEventOf } from '@taskhelm/contract';
import type { LanguageModelV4ToolResultOutput } from '@ai-sdk/provider';
import { cutForModel, type OutputRoom } from './cut-for-model.ts';

/** A recorded result in the form that providers take, cut where it is long. */
export function toolResultOutput(
  result: TaskEventOf<'tool_result'>,
  room: OutputRoom,
): LanguageModelV4ToolResultOutput {
  const { status, output } = result;
  const whole = typeof output === 'string' ? output : JSON.stringify(output);
  const text = cutForModel(whole, room);
  if (status === 'rejected') return { type: 'execution-denied', reason: text };
  if (status !== 'ok') return { type: 'error-text', value: text };
  return typeof output === 'string' || text !== whole
    ? { type: 'text', value: text }
    : { type: 'json', value: output };
}
