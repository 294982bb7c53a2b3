import type { Json, TaskEventOf } from '@taskhelm/contract';

/** A request to a person that the host writes when it parks the task, all of them in one transaction. */
export type InputRequestDraft = TaskEventOf<'input_request'>['request'];

/**
 * How a run of the loop ended. Nothing is thrown for what can be expected; `stopped` means that the signal aborted, and
 * the one who aborted knows why.
 */
export type LoopOutcome =
  | { type: 'completed'; result: string }
  | { type: 'failed'; code: string; message: string }
  | { type: 'needs_input'; requests: InputRequestDraft[] }
  | { type: 'waiting_on_children' }
  /** The model failed in a way that may pass: the task is to be taken up again after so many milliseconds. */
  | { type: 'model_retry'; delayMs: number; reason: string }
  | { type: 'stopped' };

/** The words in which a call's outcome reaches the model. */
export type ToolOutcome = {
  status: TaskEventOf<'tool_result'>['status'];
  output: Json;
};
