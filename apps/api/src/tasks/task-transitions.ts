import { canBecome, isFinal, type Actor, type TaskEventBody, type TaskStatus } from '@taskhelm/contract';
import { Prisma, type Db, type Sql } from '../db/client.ts';
import { insertEventsFrom } from '../events/event-repository.ts';
import { countUsageOf, sumsOf } from '../usage/count-usage.ts';

/**
 * One change of a task's status. `attempt` is the fence: only the task still at it, and still in `from`, is moved.
 * `reason`, `by` and `note` go into the status event; `events` are written before it, `set` is what else changes.
 */
export type Transition = Move & { taskId: string; attempt: number };

type Move = {
  from: TaskStatus;
  to: TaskStatus;
  reason: string;
  by?: Actor;
  note?: string;
  events?: TaskEventBody[];
  set?: Sql[];
};

/**
 * Moves a task in one statement: compare-and-set on the row, the raised attempt, and the events under the new one. False
 * when the task was no longer as `transition` says; then nothing was written.
 */
export async function moveTask(db: Db, transition: Transition): Promise<boolean> {
  const { taskId, attempt } = transition;
  return (await move(db, transition, Prisma.sql`id = ${taskId}::uuid AND attempt = ${attempt}`)) > 0;
}

/** The same for many tasks at once, which the transaction has locked: all of them are moved. */
export async function moveTasks(
  db: Db,
  { tasks, ...transition }: Move & { tasks: readonly { id: string; attempt: number }[] },
): Promise<void> {
  const ids = tasks.map(({ id }) => id);
  const attempts = tasks.map(({ attempt }) => attempt);
  const which = Prisma.sql`(id, attempt) IN (SELECT * FROM unnest(${ids}::uuid[], ${attempts}::int[]))`;
  await move(db, transition, which);
}

/** Returns the number of events written. */
async function move(db: Db, transition: Move, which: Sql): Promise<number> {
  const { from, to } = transition;
  if (!canBecome(from, to)) throw new Error(`a task cannot go from ${from} to ${to}`);
  const events: TaskEventBody[] = [...(transition.events ?? []), statusEvent(transition)];
  const sets = [...timeSets(from, to), ...(transition.set ?? [])];
  return db.$executeRaw`
    WITH moved AS (
      UPDATE tasks SET status = ${to}::task_status, attempt = attempt + 1, last_seq = last_seq + ${events.length}::int,
        updated_at = now(), owner_id = NULL, lease_expires_at = NULL, ${Prisma.join(sets)}
      WHERE ${which} AND status = ${from}::task_status
      RETURNING id, session_id, attempt, last_seq, agent_id
    )
    ${insertEventsFrom(Prisma.sql`moved`, events)}`;
}

function statusEvent(transition: Move): TaskEventBody {
  const { from, to, reason, by = null, note = null } = transition;
  return { type: 'status_change', from, to, reason, by, note };
}

/** What every such move does to the clocks of a task. */
function timeSets(from: TaskStatus, to: TaskStatus): Sql[] {
  const sets = [
    Prisma.sql`waiting_since = ${to === 'needs_input' ? Prisma.sql`now()` : Prisma.sql`NULL`}`,
    Prisma.sql`finished_at = ${isFinal(to) ? Prisma.sql`now()` : Prisma.sql`NULL`}`,
    Prisma.sql`claimed_at = NULL`,
  ];
  if (from === 'in_progress') sets.push(addElapsed('worked_ms', 'claimed_at'));
  if (from === 'needs_input') sets.push(addElapsed('waiting_ms', 'waiting_since'));
  if (to === 'pending') sets.push(Prisma.sql`queued_at = now()`);
  return sets;
}

function addElapsed(column: string, since: string): Sql {
  return Prisma.raw(
    `${column} = ${column} + coalesce(greatest(0, extract(epoch FROM now() - ${since}) * 1000)::bigint, 0)`,
  );
}

/**
 * Appends to the log of a task whose status stays as it is, and changes the row by `set` with it. False when the task is not
 * at `attempt` in `status`.
 */
export async function appendEvents(
  db: Db,
  target: { taskId: string; attempt: number; status: TaskStatus; set?: Sql[] },
  bodies: TaskEventBody[],
): Promise<boolean> {
  const sets = [...sumsOf(bodies), ...raisedLimits(bodies), ...(target.set ?? [])];
  const appended = await db.$executeRaw`
    WITH held AS (
      UPDATE tasks SET last_seq = last_seq + ${bodies.length}::int, updated_at = now(), ${Prisma.join(sets)}
      WHERE id = ${target.taskId}::uuid AND attempt = ${target.attempt} AND status = ${target.status}::task_status
      RETURNING id, session_id, attempt, last_seq, agent_id
    )
    ${countUsageOf(Prisma.sql`held`, bodies)}
    ${insertEventsFrom(Prisma.sql`held`, bodies)}`;
  return appended > 0;
}

/** So that a task shows the limits that hold. */
function raisedLimits(bodies: TaskEventBody[]): Sql[] {
  const raised = bodies.flatMap((body) => (body.type === 'limit_raised' ? [[body.limit, body.to]] : []));
  if (raised.length === 0) return [];
  return [Prisma.sql`limits = limits || ${JSON.stringify(Object.fromEntries(raised))}::jsonb`];
}

/** Writes the first events of a task that `insertTask` has just made. */
export async function appendFirstEvents(db: Db, taskId: string, bodies: TaskEventBody[]): Promise<void> {
  await appendEvents(db, { taskId, attempt: 0, status: 'pending' }, bodies);
}
