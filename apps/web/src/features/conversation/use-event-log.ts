import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { eventLogQuery } from './event-queries.ts';

/** The events of a session, read on whenever its task tells of a newer one: `lastSeq` is the number of that. */
export function useEventLog(sessionId: string, lastSeq: number) {
  const query = useQuery(eventLogQuery(useQueryClient(), sessionId));
  const { refetch } = query;
  const knownSeq = query.data?.lastSeq;
  useEffect(() => {
    if (knownSeq !== undefined && lastSeq > knownSeq) void refetch();
  }, [lastSeq, knownSeq, refetch]);
  return query;
}
