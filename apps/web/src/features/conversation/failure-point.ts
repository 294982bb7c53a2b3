import type { TaskEvent } from '@taskhelm/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { eventLogQuery } from './event-queries.ts';
import { errorWordsOf } from './read-output.ts';

type FailurePoint = {
  seq: number;
  /** What failed with which message, where it is the call of a tool. */
  call: { name: string; message: string } | null;
};

const MOST_TEXT = 300;

/** The event that tells most about why a task failed: the last error of the model or of a tool. Null where there is none. */
export function failurePoint(events: readonly TaskEvent[]): FailurePoint | null {
  const failed = events.findLast(
    (event) => event.type === 'error' || (event.type === 'tool_result' && event.status === 'error'),
  );
  if (failed?.type !== 'tool_result') return failed ? { seq: failed.seq, call: null } : null;
  const call = events.findLast((event) => event.type === 'tool_call' && event.call_id === failed.call_id);
  return {
    seq: call?.seq ?? failed.seq,
    call: {
      name: failed.tool,
      message: (errorWordsOf(failed.output) ?? JSON.stringify(failed.output)).slice(0, MOST_TEXT),
    },
  };
}

export function useFailurePoint(sessionId: string): FailurePoint | null {
  const events = useQuery(eventLogQuery(useQueryClient(), sessionId)).data?.events;
  return useMemo(() => failurePoint(events ?? []), [events]);
}
