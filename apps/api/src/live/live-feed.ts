import type { Delta } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import type { Logger } from '../logger.ts';
import type { Signals } from '../queue/signals.ts';
import { createDraft, type Draft } from './draft.ts';
import { createWatches, type Watch } from './watches.ts';
import { createWatchedSessions } from './watched-sessions.ts';

/**
 * How those who follow a session hear of it at once, across processes. A process whose streams follow sessions says so
 * (`watch`, then `renew` every ten seconds); the others speak only of those (`events`, `delta`). All of it may get lost:
 * streams look for new events every second whatever they hear.
 */
export type LiveFeed = {
  /** Follows a session, for a stream of this process. */
  watch: (sessionId: string) => Watch;
  /** Something was added to these sessions' logs, and committed. */
  changed: (...sessionIds: string[]) => void;
  /** For the texts of a run's model steps. */
  openDraft: (sessionId: string) => Draft;
  close: () => Promise<void>;
};

type Parts = { prisma: PrismaClient; signals: Signals; logger: Logger };

const RENEW_MS = 10_000;
/** Ids of 36 characters and a comma, in 7,900 bytes. */
const IDS_PER_SIGNAL = 200;

export async function startLiveFeed({ prisma, signals, logger }: Parts): Promise<LiveFeed> {
  const send = (kind: 'hello' | 'watch' | 'renew' | 'events' | 'delta', text?: string): Promise<void> =>
    signals.send(prisma, kind, text).catch((error: unknown) => {
      logger.debug({ err: error }, 'a live signal was lost');
    });
  const watched = createWatchedSessions();
  const watches = createWatches({ onOpen: (sessionId) => void send('watch', sessionId) });
  const drafts = new Map<string, Draft>();
  const renew = (): void => {
    const ids = watches.sessionIds();
    for (let from = 0; from < ids.length; from += IDS_PER_SIGNAL) {
      void send('renew', ids.slice(from, from + IDS_PER_SIGNAL).join(','));
    }
  };
  const listening = await signals.listen({
    hello: renew,
    watch: (sessionId) => {
      watched.add([sessionId]);
      drafts.get(sessionId)?.startOver();
    },
    renew: (ids) => watched.add(ids.split(',')),
    events: (sessionId) => watches.wake(sessionId),
    delta: (text) => {
      const { session_id: sessionId, ...delta } = JSON.parse(text) as Delta & { session_id: string };
      watches.give(sessionId, delta);
    },
    regained: () => {
      void send('hello');
      renew();
    },
  });
  void send('hello');
  const renewing = setInterval(renew, RENEW_MS);

  return {
    watch: watches.open,
    changed: (...sessionIds) => {
      for (const sessionId of sessionIds) if (watched.has(sessionId)) void send('events', sessionId);
    },
    openDraft: (sessionId) => {
      const draft = createDraft({
        isWatched: () => watched.has(sessionId),
        send: (delta) => send('delta', JSON.stringify({ session_id: sessionId, ...delta })),
        onClose: () => {
          if (drafts.get(sessionId) === draft) drafts.delete(sessionId);
        },
      });
      drafts.set(sessionId, draft);
      return draft;
    },
    close: async () => {
      clearInterval(renewing);
      drafts.forEach((draft) => draft.close());
      await listening.close();
    },
  };
}
