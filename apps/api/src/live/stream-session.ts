import { isFinal, type Delta, type StreamMessage, type TaskEvent, type TaskStatus } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { cutLargeOutput } from '../events/cut-large-outputs.ts';
import { readEvents } from '../events/event-repository.ts';
import type { LiveFeed } from './live-feed.ts';
import { createDraftReader } from './read-draft.ts';

const PAGE = 100;
/** How often a stream looks for events of which it has heard nothing. */
const POLL_MS = 1_000;

type Stream = { sessionId: string; after: number; signal: AbortSignal };

/**
 * The events of a session after `after`, each once and in order, and what is being said between them. Ends with the
 * event that made the task final.
 */
export async function* streamSession(
  { prisma, live }: { prisma: PrismaClient; live: LiveFeed },
  { sessionId, after, signal }: Stream,
): AsyncGenerator<StreamMessage> {
  const watch = live.watch(sessionId);
  const draft = createDraftReader();
  let last = after;
  try {
    while (!signal.aborted) {
      const events = await readEvents(prisma, sessionId, { after: last, limit: PAGE });
      for (const event of events) {
        last = event.seq;
        yield { event: 'message', id: event.seq, data: cutLargeOutput(event) };
        const status = finalStatus(event);
        if (status) return yield { event: 'end', data: { status } };
      }
      if (events.length === PAGE) continue;
      const { ready, missing } = draft.read(watch.takeDeltas(), last);
      yield* ready.map((data: Delta): StreamMessage => ({ event: 'delta', data }));
      if (missing) watch.startOver();
      await watch.heard(POLL_MS, signal);
    }
  } finally {
    watch.close();
  }
}

function finalStatus(event: TaskEvent): TaskStatus | null {
  return event.type === 'status_change' && isFinal(event.to) ? event.to : null;
}
