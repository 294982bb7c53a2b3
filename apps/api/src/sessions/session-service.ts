import {
  isFinal,
  type EndpointQuery,
  type EventPage,
  type Session,
  type sessionEndpoints,
  type StreamMessage,
  type TaskEvent,
} from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { notFound } from '../errors.ts';
import { cutLargeOutput } from '../events/cut-large-outputs.ts';
import { readEvent, readEvents } from '../events/event-repository.ts';
import { listInputsOfTask } from '../inputs/input-repository.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import { streamSession } from '../live/stream-session.ts';
import { findLastSeq, findTask, findTaskBySession } from '../tasks/task-repository.ts';

export type SessionService = ReturnType<typeof createSessionService>;

type EventsQuery = EndpointQuery<typeof sessionEndpoints.events>;

export function createSessionService({ prisma, live }: { prisma: PrismaClient; live: LiveFeed }) {
  const events = async (session: { id: string; lastSeq: number }, query: EventsQuery): Promise<EventPage> => {
    const read = await readEvents(prisma, session.id, { ...query, limit: query.limit + 1 });
    const backwards = query.before !== undefined;
    const hasMore = read.length > query.limit;
    const page = hasMore ? (backwards ? read.slice(1) : read.slice(0, -1)) : read;
    return {
      data: page.map(cutLargeOutput),
      last_seq: Math.max(session.lastSeq, page.at(-1)?.seq ?? 0),
      has_more: hasMore,
    };
  };
  const bySession = async (id: string) => {
    const row = await findTaskBySession(prisma, id);
    if (!row) throw notFound('session');
    return row;
  };

  /** The session of a task or with an id of its own. */
  const sessionOf = async (key: { sessionId: string } | { taskId: string }) => {
    if ('sessionId' in key) return bySession(key.sessionId);
    const task = await findTask(prisma, key.taskId);
    if (!task) throw notFound('task');
    return task;
  };

  return {
    get: async (id: string): Promise<Session> => {
      const task = await bySession(id);
      const inputs = await listInputsOfTask(prisma, task.id);
      return {
        id,
        task_id: task.id,
        agent: { id: task.agent_id, name: task.agent_name },
        status: task.status,
        created_at: task.created_at.toISOString(),
        updated_at: task.updated_at.toISOString(),
        last_seq: task.last_seq,
        pending_call_ids: inputs.filter((input) => input.state === 'pending').map((input) => input.call_id),
      };
    },
    events: async (id: string, query: EventsQuery): Promise<EventPage> => {
      const task = await bySession(id);
      return events({ id, lastSeq: task.last_seq }, query);
    },
    eventsOfTask: async (taskId: string, query: EventsQuery): Promise<EventPage> => {
      const task = await sessionOf({ taskId });
      return events({ id: task.session_id, lastSeq: task.last_seq }, query);
    },
    /** Opens the stream after event `after`; null where the task is final and there will be no further event. */
    stream: async (
      key: { sessionId: string } | { taskId: string },
      after: number,
    ): Promise<((signal: AbortSignal) => AsyncIterable<StreamMessage>) | null> => {
      const task = await sessionOf(key);
      if (isFinal(task.status) && after >= task.last_seq) return null;
      return (signal) => streamSession({ prisma, live }, { sessionId: task.session_id, after, signal });
    },
    /** Changes with every event; null where there is no such session. */
    version: async (key: { sessionId: string } | { taskId: string }): Promise<string | null> => {
      const lastSeq = await findLastSeq(prisma, key);
      return lastSeq === null ? null : String(lastSeq);
    },
    event: async (id: string, seq: number): Promise<TaskEvent> => {
      const event = await readEvent(prisma, id, seq);
      if (!event) throw notFound('event');
      return event;
    },
  };
}
