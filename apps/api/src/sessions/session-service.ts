import type { EndpointQuery, EventPage, Session, sessionEndpoints, TaskEvent } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { notFound } from '../errors.ts';
import { cutLargeOutput } from '../events/cut-large-outputs.ts';
import { readEvent, readEvents } from '../events/event-repository.ts';
import { listInputsOfTask } from '../inputs/input-repository.ts';
import { findTask, findTaskBySession } from '../tasks/task-repository.ts';

export type SessionService = ReturnType<typeof createSessionService>;

type EventsQuery = EndpointQuery<typeof sessionEndpoints.events>;

export function createSessionService(prisma: PrismaClient) {
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
      const task = await findTask(prisma, taskId);
      if (!task) throw notFound('task');
      return events({ id: task.session_id, lastSeq: task.last_seq }, query);
    },
    event: async (id: string, seq: number): Promise<TaskEvent> => {
      const event = await readEvent(prisma, id, seq);
      if (!event) throw notFound('event');
      return event;
    },
  };
}
