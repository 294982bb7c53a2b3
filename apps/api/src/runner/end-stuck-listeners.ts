import type { Db } from '../db/client.ts';

/** Three pings of a connection that is well: its last statement is never older than one. */
const STUCK_SECONDS = 30;

/**
 * Ends the connections of processes that listen and no longer read. Postgres waits to write to them, in a transaction that
 * keeps vacuum from removing anything and the queue of notifications from getting shorter.
 */
export async function endStuckListeners(db: Db, stuckSeconds = STUCK_SECONDS): Promise<number> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'taskhelm-listen %' AND wait_event = 'ClientWrite'
      AND state_change < now() - make_interval(secs => ${stuckSeconds})`;
  return rows.length;
}
