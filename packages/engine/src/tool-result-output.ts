import type { TaskEventOf } from '@taskhelm/contract';
import type { LanguageModelV4ToolResultOutput } from '@ai-sdk/provider';

/** A recorded result in the form that providers take. */
export function toolResultOutput(result: TaskEventOf<'tool_result'>): LanguageModelV4ToolResultOutput {
  const { status, output } = result;
  if (status === 'rejected') return { type: 'execution-denied', reason: asText(output) };
  if (status === 'ok') {
    return typeof output === 'string' ? { type: 'text', value: output } : { type: 'json', value: output };
  }
  return { type: 'error-text', value: asText(output) };
}

function asText(output: TaskEventOf<'tool_result'>['output']): string {
  return typeof output === 'string' ? output : JSON.stringify(output);
}
