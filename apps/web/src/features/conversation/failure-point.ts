import type { TaskEvent } from '@taskhelm/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { eventLogQuery } from './event-queries.ts';

/** The event that tells most about why a task failed: the last error of the model or of a tool. Null where there is none. */
export function failurePoint(events: readonly TaskEvent[]): number | null {
  const failed = events.findLast(
    (event) => event.type === 'error' || (event.type === 'tool_result' && event.status === 'error'),
  );
  if (failed?.type !== 'tool_result') return failed?.seq ?? null;
  const call = events.findLast((event) => event.type === 'tool_call' && event.call_id === failed.call_id);
  return call?.seq ?? failed.seq;
}

export function useFailurePoint(sessionId: string): number | null {
  const query = useQuery(eventLogQuery(useQueryClient(), sessionId));
  return failurePoint(query.data?.events ?? []);
}
