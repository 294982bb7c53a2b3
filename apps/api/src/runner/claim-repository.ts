import type { InFlightCall } from '@taskhelm/contract';
import type { Db } from '../db/client.ts';
import type { KeptConnection } from '../db/kept-connection.ts';
import { repeatOnConflict } from '../db/repeat-on-conflict.ts';

/** How long a worker holds a task without renewing, in seconds. */
export const LEASE_SECONDS = 15;

export type Claim = { taskId: string; attempt: number };

/** Takes up to `limit` runnable tasks for this worker: agents in turn, priorities first, no agent over its limit. */
export async function claimTasks(db: Db, workerId: string, limit: number): Promise<Claim[]> {
  const rows = await db.$queryRaw<{ task_id: string; task_attempt: number }[]>`
    SELECT task_id, task_attempt FROM claim_tasks(${workerId}::uuid, ${limit}::int, make_interval(secs => ${LEASE_SECONDS}))`;
  return rows.map((row) => ({ taskId: row.task_id, attempt: row.task_attempt }));
}

/**
 * Renews the leases of the tasks that this worker runs, and tells which of them it still holds. A task that is the
 * worker's by its row only (the answer to its claim was lost, or its run ended while the database was away) is left to
 * run out, for recovery to take up.
 */
export async function renewLeases(
  connection: Pick<KeptConnection, 'query'>,
  workerId: string,
  taskIds: string[],
): Promise<Claim[]> {
  const renew = () =>
    connection.query<{ id: string; attempt: number }>(
      `UPDATE tasks SET lease_expires_at = now() + make_interval(secs => $1)
     WHERE owner_id = $2::uuid AND status = 'in_progress' AND id = ANY ($3::uuid[])
     RETURNING id, attempt`,
      [LEASE_SECONDS, workerId, taskIds],
    );
  const rows = await repeatOnConflict(renew);
  return rows.map((row) => ({ taskId: row.id, attempt: row.attempt }));
}

/** A task whose worker is gone, its row locked; `progressed` where anything was achieved since it was last lost. */
export type LostTask = { id: string; attempt: number; crashes: number; progressed: boolean };

/**
 * Tasks whose lease has run out, or whose worker's advisory lock Postgres has dropped with its connection. That something
 * was claimed or started again is no progress; only what came of it is. In the first seconds of a server nobody's lock is
 * missed: every connection ended with the one before, and the living are on their way back.
 */
export async function lockLostTasks(db: Db, limit: number): Promise<LostTask[]> {
  return db.$queryRaw<LostTask[]>`
    SELECT t.id, t.attempt, t.crashes, EXISTS (
      SELECT 1 FROM task_events e WHERE e.session_id = t.session_id AND e.seq > t.crashed_seq
        AND e.type NOT IN ('status_change', 'model_started', 'tool_started')
    ) AS progressed FROM tasks t
    WHERE t.status = 'in_progress' AND (
      t.lease_expires_at < now()
      OR pg_postmaster_start_time() < now() - interval '5 seconds' AND NOT EXISTS (
        SELECT 1 FROM workers w JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (l.classid::bigint << 32 | l.objid::bigint) = w.lock_key
        WHERE w.id = t.owner_id
      )
    )
    LIMIT ${limit} FOR UPDATE OF t SKIP LOCKED`;
}

/**
 * Records that a cancelled task's run has stopped, and what was under way. Only the attempt that the cancel took it from
 * may say so.
 */
export async function acknowledgeCancel(db: Db, claim: Claim, inFlight: InFlightCall[]): Promise<void> {
  await db.$executeRaw`
    UPDATE tasks SET cancel_acknowledged_at = now(), updated_at = now(), cancel_in_flight = ${JSON.stringify(inFlight)}::jsonb
    WHERE id = ${claim.taskId}::uuid AND cancelled_attempt = ${claim.attempt} AND cancel_acknowledged_at IS NULL`;
}

/** Counts what a worker tried to write to a task that it no longer held. */
export async function countLateWrites(db: Db, taskId: string, writes: number): Promise<void> {
  await db.$executeRaw`
    UPDATE tasks SET late_writes_refused = late_writes_refused + ${writes}::int WHERE id = ${taskId}::uuid`;
}
