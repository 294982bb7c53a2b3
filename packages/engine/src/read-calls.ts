import type { TaskEvent, TaskEventOf } from '@taskhelm/contract';
import { readSteps } from './read-steps.ts';

export type AskedPerson = {
  request: TaskEventOf<'input_request'>['request'];
  response: TaskEventOf<'input_response'> | null;
};

/** A tool call with everything the log knows about it. */
export type CallRecord = {
  call: TaskEventOf<'tool_call'>;
  /** Its last start. */
  started: TaskEventOf<'tool_started'> | null;
  result: TaskEventOf<'tool_result'> | null;
  /** The question that the call is, or the confirmation it needs; the last one, where it was asked for anew. */
  asked: AskedPerson | null;
  /** What a person was asked about the last start, whose outcome nobody knows. */
  recovery: AskedPerson | null;
};

/** The tool calls of all finished steps, in the order in which they were planned. */
export function readCalls(events: readonly TaskEvent[]): CallRecord[] {
  const records = new Map<string, CallRecord>();
  for (const { parts } of readSteps(events)) {
    for (const call of parts) {
      if (call.type !== 'tool_call') continue;
      records.set(call.call_id, { call, started: null, result: null, asked: null, recovery: null });
    }
  }
  const requests = new Map<string, AskedPerson>();
  for (const event of events) {
    if (event.type === 'input_request') readRequest(event.request, records, requests);
    else if (event.type === 'input_response') answer(requests.get(event.call_id), event);
    else if (event.type === 'tool_started') start(records.get(event.call_id), event);
    else if (event.type === 'tool_result') finish(records.get(event.call_id), event);
  }
  return [...records.values()];
}

function readRequest(
  request: AskedPerson['request'],
  records: Map<string, CallRecord>,
  requests: Map<string, AskedPerson>,
): void {
  const asked: AskedPerson = { request, response: null };
  requests.set(request.call_id, asked);
  const own = records.get(request.call_id);
  const about = records.get(request.about_call_id ?? '');
  if (own) own.asked = asked;
  else if (about && request.kind === 'confirmation') about.asked = asked;
  else if (about) about.recovery = asked;
}

function answer(asked: AskedPerson | undefined, event: TaskEventOf<'input_response'>): void {
  if (asked) asked.response ??= event;
}

/** A new start makes the outcome open again, and an earlier question about it is settled. */
function start(record: CallRecord | undefined, event: TaskEventOf<'tool_started'>): void {
  if (!record) return;
  record.started = event;
  record.recovery = null;
}

function finish(record: CallRecord | undefined, event: TaskEventOf<'tool_result'>): void {
  if (record) record.result ??= event;
}
