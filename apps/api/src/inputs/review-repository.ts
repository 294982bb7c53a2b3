import type { Actor, JsonObject } from '@taskhelm/contract';
import type { Db } from '../db/client.ts';

export type PastRow = {
  call_id: string;
  first_use_of_tool: boolean;
  first_time_host: boolean | null;
  last_call_id: string | null;
  last_args: JsonObject | null;
  answered_at: Date | null;
  answered_by_type: Actor['type'] | null;
  answered_by_id: string | null;
  answered_by_name: string | null;
};

/**
 * What the agent of each request has done before: whether it has run this tool, whether it has reached this host, and the
 * last call of the tool that was approved. The name narrows the index, the id decides: names can be given anew.
 */
export async function readPastOf(
  db: Db,
  asked: { callId: string; host: string | null }[],
): Promise<PastRow[]> {
  const ids = asked.map(({ callId }) => callId);
  const hosts = asked.map(({ host }) => host ?? '');
  return db.$queryRaw<PastRow[]>`
    WITH asked AS (
      SELECT i.call_id, i.action ->> 'tool' AS tool, nullif(given.host, '') AS host, t.agent_id, a.name AS agent_name
      FROM unnest(${ids}::uuid[], ${hosts}::text[]) AS given(call_id, host)
      JOIN input_requests i ON i.call_id = given.call_id JOIN tasks t ON t.id = i.task_id JOIN agents a ON a.id = t.agent_id
    )
    SELECT asked.call_id,
      NOT EXISTS (
        SELECT 1 FROM task_events e JOIN tasks t ON t.id = e.task_id
        WHERE e.type = 'tool_started' AND e.body ->> 'tool' = asked.tool AND e.agent_name = asked.agent_name
          AND t.agent_id = asked.agent_id
      ) AS first_use_of_tool,
      CASE WHEN asked.host IS NOT NULL THEN NOT EXISTS (
        SELECT 1 FROM task_events e JOIN tasks t ON t.id = e.task_id
        WHERE e.type = 'tool_started' AND e.body ->> 'host' = asked.host AND e.agent_name = asked.agent_name
          AND t.agent_id = asked.agent_id
      ) END AS first_time_host,
      last.call_id AS last_call_id, last.args AS last_args, last.answered_at, last.answered_by_type, last.answered_by_id,
      last.answered_by_name
    FROM asked LEFT JOIN LATERAL (
      SELECT i.call_id, coalesce(i.args, i.action -> 'args') AS args, i.answered_at, i.answered_by_type, i.answered_by_id,
        i.answered_by_name
      FROM input_requests i JOIN tasks t ON t.id = i.task_id
      WHERE i.kind = 'confirmation' AND i.outcome IN ('approved', 'edited') AND i.action ->> 'tool' = asked.tool
        AND t.agent_id = asked.agent_id
      ORDER BY i.answered_at DESC LIMIT 1
    ) last ON true`;
}
