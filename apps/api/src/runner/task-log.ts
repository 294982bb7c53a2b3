import type { TaskEvent, TaskEventBody } from '@taskhelm/contract';
import type { RunLog } from '@taskhelm/engine';
import type { PrismaClient } from '../db/client.ts';
import { TaskLostError } from '../errors.ts';
import { sqlState } from '../db/sql-state.ts';
import { readEvents } from '../events/event-repository.ts';
import { appendEvents } from '../tasks/task-transitions.ts';

const PAGE = 1_000;
/** SQLSTATE with which the database's trigger refuses an event of a past attempt. */
const STALE_EVENT = 'TH001';

type Held = { taskId: string; sessionId: string; attempt: number };

/** The log of a task that this worker holds. `append` throws `TaskLostError` once the task is at another attempt. */
export async function openTaskLog(prisma: PrismaClient, held: Held): Promise<RunLog> {
  const events = await readAllEvents(prisma, held.sessionId);
  return {
    events,
    append: async (bodies) => {
      await appendHeld(prisma, held, bodies);
      events.push(
        ...(await readEvents(prisma, held.sessionId, { after: events.at(-1)?.seq ?? 0, limit: PAGE })),
      );
    },
  };
}

async function appendHeld(prisma: PrismaClient, held: Held, bodies: TaskEventBody[]): Promise<void> {
  const target = { taskId: held.taskId, attempt: held.attempt, status: 'in_progress' as const };
  const appended = await appendEvents(prisma, target, bodies).catch((error: unknown) => {
    if (sqlState(error) === STALE_EVENT) return false;
    throw error;
  });
  if (!appended) throw new TaskLostError(`task ${held.taskId} is no longer at attempt ${held.attempt}`);
}

async function readAllEvents(prisma: PrismaClient, sessionId: string): Promise<TaskEvent[]> {
  const events: TaskEvent[] = [];
  for (;;) {
    const page = await readEvents(prisma, sessionId, { after: events.at(-1)?.seq ?? 0, limit: PAGE });
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
