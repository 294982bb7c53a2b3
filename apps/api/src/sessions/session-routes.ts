import { sessionEndpoints, sessionStreamEndpoints, type StreamMessage } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { noContent, type Mount } from '../http/mount-endpoint.ts';
import { EventStream } from '../http/serve-stream.ts';
import { readLastEventId } from './last-event-id.ts';

export function mountSessionRoutes(mount: Mount, { sessions }: Context): void {
  mount(sessionEndpoints.get, ({ params }) => sessions.get(params.id));
  mount(sessionEndpoints.events, ({ params, query }) => sessions.events(params.id, query), {
    version: ({ params }) => sessions.version({ sessionId: params.id }),
  });
  mount(sessionEndpoints.event, ({ params }) => sessions.event(params.id, params.seq));
  mount(sessionEndpoints.taskEvents, ({ params, query }) => sessions.eventsOfTask(params.id, query), {
    version: ({ params }) => sessions.version({ taskId: params.id }),
  });
  mount(sessionStreamEndpoints.session, async ({ params, query, header }) => {
    const after = readLastEventId(header('last-event-id')) ?? query.after ?? 0;
    return toStream(await sessions.stream({ sessionId: params.id }, after));
  });
  mount(sessionStreamEndpoints.task, async ({ params, query, header }) => {
    const after = readLastEventId(header('last-event-id')) ?? query.after ?? 0;
    return toStream(await sessions.stream({ taskId: params.id }, after));
  });
}

type Open = (signal: AbortSignal) => AsyncIterable<StreamMessage>;

/** Browsers do not come back to a stream that answers 204. */
const toStream = (open: Open | null) => (open ? new EventStream(open) : noContent());
