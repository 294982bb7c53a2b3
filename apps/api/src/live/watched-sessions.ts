/** A process that watches renews every ten seconds; this long after the last word it is taken to have gone. */
const WATCHED_MS = 25_000;

export type WatchedSessions = { add: (sessionIds: string[]) => void; has: (sessionId: string) => boolean };

/** The sessions that some process follows live, as far as this one has heard. */
export function createWatchedSessions(now: () => number = Date.now): WatchedSessions {
  const until = new Map<string, number>();
  return {
    add: (sessionIds) => {
      for (const [sessionId, end] of until) if (end <= now()) until.delete(sessionId);
      for (const sessionId of sessionIds) until.set(sessionId, now() + WATCHED_MS);
    },
    has: (sessionId) => (until.get(sessionId) ?? 0) > now(),
  };
}
