import type { TaskEventBody, TaskEventOf } from '@taskhelm/contract';
import type { InputRequestDraft, LoopOutcome } from '../outcome.ts';
import { write, type MemoryLog } from './memory-log.ts';

type Response = TaskEventOf<'input_response'>;

/** Records the requests of a parked run as the host does, and returns them. */
export function park(log: MemoryLog, outcome: LoopOutcome): InputRequestDraft[] {
  if (outcome.type !== 'needs_input')
    throw new Error(`The run is ${outcome.type}: ${JSON.stringify(outcome)}`);
  write(log, outcome.requests.map(requestEvent));
  return outcome.requests;
}

export function requestEvent(request: InputRequestDraft): TaskEventBody {
  return { type: 'input_request', call_id: request.call_id, request };
}

/** Records a person's answer to a request. */
export function respond(log: MemoryLog, callId: string, response: Partial<Response>): void {
  write(log, [responseEvent(callId, response)]);
}

/** Records the answers to the questions of a request, in their order. */
export function answer(log: MemoryLog, request: InputRequestDraft, ...values: string[]): void {
  const answers = values.map((value, index) => {
    const question = request.questions[index];
    const matched = question?.options.some((option) => option.value === value) ?? false;
    return { question_id: question?.id ?? '', raw: value, value, matched };
  });
  respond(log, request.call_id, { outcome: 'answered', answers });
}

function responseEvent(callId: string, response: Partial<Response>): Response {
  return {
    type: 'input_response',
    call_id: callId,
    outcome: 'approved',
    decision: null,
    answers: null,
    args: null,
    message: null,
    by: { type: 'user', id: null, name: 'Ada' },
    via: 'dashboard',
    ...response,
  };
}
