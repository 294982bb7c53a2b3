import type { Db } from '../db/client.ts';

export async function describeDatabase(db: Db): Promise<{ version: string; sizeBytes: bigint }> {
  const rows = await db.$queryRaw<{ version: string; size: bigint }[]>`
    SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS size`;
  return { version: rows[0]?.version ?? '', sizeBytes: rows[0]?.size ?? 0n };
}

export type QueueRow = { ready: bigint; oldest_ready_at: Date | null; waiting: bigint; running: bigint };

/** Open tasks only, each found by an index that holds no others. */
export async function describeQueue(db: Db): Promise<QueueRow> {
  const rows = await db.$queryRaw<QueueRow[]>`
    SELECT count(*) FILTER (WHERE t.run_at <= now() AND a.enabled) AS ready,
           min(greatest(t.queued_at, t.run_at)) FILTER (WHERE t.run_at <= now() AND a.enabled) AS oldest_ready_at,
           count(*) FILTER (WHERE t.run_at > now() OR NOT a.enabled) AS waiting,
           (SELECT count(*) FROM tasks r WHERE r.status = 'in_progress') AS running
    FROM tasks t JOIN agents a ON a.id = t.agent_id WHERE t.status = 'pending'`;
  return rows[0] ?? { ready: 0n, oldest_ready_at: null, waiting: 0n, running: 0n };
}

export type WorkerRow = { id: string; host: string; pid: number; started_at: Date; running: bigint };

/** Those whose advisory lock is held: Postgres drops it with the connection of a process that dies. */
export async function findLivingWorkers(db: Db): Promise<WorkerRow[]> {
  return db.$queryRaw<WorkerRow[]>`
    SELECT w.id, w.host, w.pid, w.started_at, (
      SELECT count(*) FROM tasks t WHERE t.status = 'in_progress' AND t.owner_id = w.id
    ) AS running
    FROM workers w WHERE EXISTS (
      SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (l.classid::bigint << 32 | l.objid::bigint) = w.lock_key
    ) ORDER BY w.started_at, w.id`;
}
