import type { TaskEvent, TaskEventBody } from '@taskhelm/contract';
import type { RunLog } from '@taskhelm/engine';
import { Prisma, type PrismaClient } from '../db/client.ts';
import { outlastOutage } from '../db/outlast-outage.ts';
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

type Parts = {
  prisma: PrismaClient;
  faults: Faults;
  /** Of the run: while the database is away, its appends wait until then. */
  signal: AbortSignal;
  /** Called after each append. */
  onAppend: () => void;
};

/**
 * The log of a task that this worker holds. `append` outlasts a database that is away for less than the lease, so that a
 * result is not lost, and throws `TaskLostError` once the task is at another attempt.
 */
export async function openTaskLog(parts: Parts, claim: Claim, sessionId: string): Promise<TaskLog> {
  const { prisma, faults, signal, onAppend } = parts;
  const events = await readAllEvents(prisma, sessionId, 0);
  const refused: TaskEventBody[] = [];
  const appendHeld = holdingAppend(prisma, events);
  // One step may be longer than a page.
  const readNews = (): Promise<TaskEvent[]> => readAllEvents(prisma, sessionId, events.at(-1)?.seq ?? 0);
  const appendOnce = async (bodies: TaskEventBody[], isAgain: boolean): Promise<boolean> =>
    (isAgain && isAmong(await readNews(), claim, bodies)) || appendHeld(claim, bodies);
  return {
    sessionId,
    events,
    refused,
    append: async (bodies) => {
      const last = bodies.at(-1)?.type;
      faults.reach(`before ${last}`);
      if (!(await outlastOutage((isAgain) => appendOnce(bodies, isAgain), signal))) {
        refused.push(...bodies);
        throw new TaskLostError(`task ${claim.taskId} is no longer at attempt ${claim.attempt}`);
      }
      faults.reach(`after ${last}`);
      events.push(...(await outlastOutage(readNews, signal)));
      onAppend();
    },
  };
}

/** Whether these were stored though the answer was lost: all are, or none, and nobody else writes them at this attempt. */
function isAmong(events: TaskEvent[], { attempt }: Claim, [first]: TaskEventBody[]): boolean {
  const callOf = (event: object): unknown => ('call_id' in event ? event.call_id : undefined);
  return events.some(
    (event) => event.attempt === attempt && event.type === first?.type && callOf(event) === callOf(first),
  );
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
