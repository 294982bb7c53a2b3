import type { Alert } from '@taskhelm/contract';
import type { Db } from '../db/client.ts';

export type AlertRow = Omit<Alert, 'at'> & { at: Date };

const MOST = 50;

/**
 * Tasks that have come to need a person or failed since a moment. A change carries the time at which its transaction began,
 * and no transaction takes longer than 15 seconds, so it looks that much further back.
 */
export async function findAlerts(db: Db, since: Date): Promise<AlertRow[]> {
  return db.$queryRaw<AlertRow[]>`
    WITH since AS (SELECT ${since}::timestamptz - interval '15 seconds' AS at)
    SELECT t.id AS task_id, t.title, a.name AS agent, t.status::text AS state, t.at, coalesce(t.text, '') AS text
    FROM (
      SELECT t.id, t.title, t.agent_id, t.status, t.waiting_since AS at, (
        SELECT i.title FROM input_requests i WHERE i.task_id = t.id AND i.state = 'pending'
        ORDER BY i.asked_at, i.call_id LIMIT 1
      ) AS text FROM tasks t, since WHERE t.status = 'needs_input' AND t.waiting_since > since.at
      UNION ALL
      SELECT t.id, t.title, t.agent_id, t.status, t.finished_at, t.failure_message FROM tasks t, since
      WHERE t.status = 'failed' AND t.finished_at > since.at
    ) t JOIN agents a ON a.id = t.agent_id
    ORDER BY t.at DESC, t.id DESC LIMIT ${MOST}`;
}
