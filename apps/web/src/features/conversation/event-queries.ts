import { sessionEndpoints, type Json, type TaskEvent } from '@taskhelm/contract';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';

/** The part of a session's events that was read so far: its end, and as much before it as was asked for. */
export type EventLog = {
  events: TaskEvent[];
  lastSeq: number;
  hasEarlier: boolean;
  /** The numbers of the events that the pages begin with. */
  starts: number[];
};

const PAGE = 100;
const BEYOND_ALL = 2_147_483_647;

/** The newest page at first, then only what came since. It is read again when the task tells a higher `last_seq`. */
export function eventLogQuery(queryClient: QueryClient, sessionId: string) {
  const queryKey = queryKeys.events(sessionId);
  return queryOptions({
    queryKey,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: async ({ signal }): Promise<EventLog> => {
      const known = queryClient.getQueryData<EventLog>(queryKey);
      if (!known) {
        const page = await call(sessionEndpoints.events, {
          params: { id: sessionId },
          query: { before: BEYOND_ALL, limit: PAGE },
          signal,
        });
        const events = fromWholeStep(page.data, page.has_more);
        const lastSeq = events.at(-1)?.seq ?? 0;
        return { events, lastSeq, hasEarlier: page.has_more, starts: startOf(events) };
      }
      const newer = await readAfter(sessionId, known.lastSeq, signal);
      // An earlier page may have come in meanwhile.
      return append(queryClient.getQueryData<EventLog>(queryKey) ?? known, newer);
    },
  });
}

/** What a tool answered, where the list of events holds only its beginning. It never changes. */
export const wholeOutputQuery = (sessionId: string, seq: number) =>
  queryOptions({
    queryKey: queryKeys.event(sessionId, seq),
    staleTime: Infinity,
    gcTime: 60_000,
    queryFn: async ({ signal }): Promise<Json> => {
      const event = await call(sessionEndpoints.event, { params: { id: sessionId, seq }, signal });
      return event.type === 'tool_result' ? event.output : null;
    },
  });

export async function loadEarlier(queryClient: QueryClient, sessionId: string, limit = PAGE): Promise<void> {
  const queryKey = queryKeys.events(sessionId);
  const first = queryClient.getQueryData<EventLog>(queryKey)?.events[0]?.seq;
  if (first === undefined) return;
  const page = await call(sessionEndpoints.events, {
    params: { id: sessionId },
    query: { before: first, limit },
  });
  const events = fromWholeStep(page.data, page.has_more);
  queryClient.setQueryData<EventLog>(queryKey, (log) =>
    log && log.events[0]?.seq === first
      ? {
          ...log,
          events: [...events, ...log.events],
          hasEarlier: page.has_more,
          starts: [...startOf(events), ...log.starts],
        }
      : log,
  );
}

/**
 * A page without the rest of a step that it begins with, which is read again with the page before: its results belong to
 * calls there, so that what is drawn of it alone would change, and move whoever reads it.
 */
export function fromWholeStep(events: TaskEvent[], hasEarlier: boolean): TaskEvent[] {
  const step = events.findIndex(({ type }) => type === 'model_started');
  return hasEarlier && step > 0 && step <= events.length / 2 ? events.slice(step) : events;
}

const startOf = ([first]: readonly TaskEvent[]): number[] => (first ? [first.seq] : []);

/** Reads earlier pages until the event `seq` is among those read, or there are no more. */
export async function loadEarlierUntil(
  queryClient: QueryClient,
  sessionId: string,
  seq: number,
): Promise<void> {
  const queryKey = queryKeys.events(sessionId);
  for (;;) {
    const log = queryClient.getQueryData<EventLog>(queryKey);
    const first = log?.events[0]?.seq;
    if (!log?.hasEarlier || first === undefined || first <= seq) return;
    await loadEarlier(queryClient, sessionId, 500);
    if (queryClient.getQueryData<EventLog>(queryKey)?.events[0]?.seq === first) return;
  }
}

async function readAfter(sessionId: string, seq: number, signal: AbortSignal): Promise<TaskEvent[]> {
  const found: TaskEvent[] = [];
  for (let after = seq; ;) {
    const page = await call(sessionEndpoints.events, {
      params: { id: sessionId },
      query: { after, limit: 500 },
      signal,
    });
    found.push(...page.data);
    after = page.data.at(-1)?.seq ?? after;
    if (!page.has_more || page.data.length === 0) return found;
  }
}

/** An event that a stream told of, if it is the next one; a gap is filled by the next reading. */
export function addStreamedEvent(queryClient: QueryClient, sessionId: string, event: TaskEvent): void {
  queryClient.setQueryData<EventLog>(queryKeys.events(sessionId), (log) =>
    log && event.seq === log.lastSeq + 1 ? append(log, [event]) : log,
  );
}

function append(log: EventLog, newer: readonly TaskEvent[]): EventLog {
  const added = newer.filter((event) => event.seq > log.lastSeq);
  if (added.length === 0) return log;
  return { ...log, events: [...log.events, ...added], lastSeq: added.at(-1)?.seq ?? log.lastSeq };
}
