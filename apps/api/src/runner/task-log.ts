import type { TaskEvent, TaskEventBody } from '@taskhelm/contract';
import type { RunLog } from '@taskhelm/engine';
import { Prisma, type PrismaClient } from '../db/client.ts';
import { sqlState } from '../db/sql-state.ts';
import { TaskLostError } from '../errors.ts';
import { readEvents } from '../events/event-repository.ts';
import { appendEvents } from '../tasks/task-transitions.ts';
import type { Claim } from './claim-repository.ts';
import { detectLoop } from './detect-loop.ts';
import type { Faults } from './faults.ts';

const PAGE = 1_000;
/** SQLSTATE with which the database's trigger refuses an event of a past attempt. */
const STALE_EVENT = 'TH001';

/** A run's log, and what it was refused because the task had moved on. */
export type TaskLog = RunLog & { readonly sessionId: string; readonly refused: readonly TaskEventBody[] };

type Parts = { prisma: PrismaClient; faults: Faults; /** Called after each append. */ onAppend: () => void };

/** The log of a task that this worker holds. `append` throws `TaskLostError` once the task is at another attempt. */
export async function openTaskLog(parts: Parts, claim: Claim, sessionId: string): Promise<TaskLog> {
  const { prisma, faults, onAppend } = parts;
  const events = await readAllEvents(prisma, sessionId, 0);
  const refused: TaskEventBody[] = [];
  const appendHeld = holdingAppend(prisma, events);
  return {
    sessionId,
    events,
    refused,
    append: async (bodies) => {
      const last = bodies.at(-1)?.type;
      faults.reach(`before ${last}`);
      if (!(await appendHeld(claim, bodies))) {
        refused.push(...bodies);
        throw new TaskLostError(`task ${claim.taskId} is no longer at attempt ${claim.attempt}`);
      }
      faults.reach(`after ${last}`);
      // One step may be longer than a page.
      events.push(...(await readAllEvents(prisma, sessionId, events.at(-1)?.seq ?? 0)));
      onAppend();
    },
  };
}

type AppendHeld = (claim: Claim, bodies: TaskEventBody[]) => Promise<boolean>;

/** With the calls that a step plans, what they say about the task's health. */
function holdingAppend(prisma: PrismaClient, events: readonly TaskEvent[]): AppendHeld {
  return async (claim, bodies) => {
    const plans = bodies.some(({ type }) => type === 'tool_call');
    const set = plans ? [Prisma.sql`loop_evidence = ${detectLoop([...events, ...bodies])}`] : [];
    return appendEvents(prisma, { ...claim, status: 'in_progress', set }, bodies).catch((error: unknown) => {
      if (sqlState(error) === STALE_EVENT) return false;
      throw error;
    });
  };
}

async function readAllEvents(prisma: PrismaClient, sessionId: string, after: number): Promise<TaskEvent[]> {
  const events: TaskEvent[] = [];
  for (;;) {
    const page = await readEvents(prisma, sessionId, { after: events.at(-1)?.seq ?? after, limit: PAGE });
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
