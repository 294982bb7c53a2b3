import type { TaskEvent } from '@taskhelm/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { eventLogQuery } from './event-queries.ts';
import { errorWordsOf } from './read-output.ts';

type FailurePoint = {
  seq: number;
  /** The last call of a tool that failed and with which message, where none went well after it. */
  call: { name: string; message: string } | null;
};

const MOST_TEXT = 300;

/** The event that tells most about why a task failed: the last error of the model or of a tool. Null where there is none. */
export function failurePoint(events: readonly TaskEvent[]): FailurePoint | null {
  const failed = events.findLast(
    (event) => event.type === 'error' || (event.type === 'tool_result' && event.status === 'error'),
  );
  if (!failed) return null;
  const last = events.findLast((event) => event.type === 'tool_result');
  const call =
    last?.status === 'error'
      ? {
          name: last.tool,
          message: (errorWordsOf(last.output) ?? JSON.stringify(last.output)).slice(0, MOST_TEXT),
        }
      : null;
  return { seq: failed.type === 'tool_result' ? seqOfCall(events, failed) : failed.seq, call };
}

/** Where a call was made; its result where that is on an earlier page. */
function seqOfCall(events: readonly TaskEvent[], result: TaskEvent & { type: 'tool_result' }): number {
  const made = events.findLast((event) => event.type === 'tool_call' && event.call_id === result.call_id);
  return made?.seq ?? result.seq;
}

export function useFailurePoint(sessionId: string): FailurePoint | null {
  const events = useQuery(eventLogQuery(useQueryClient(), sessionId)).data?.events;
  return useMemo(() => failurePoint(events ?? []), [events]);
}
