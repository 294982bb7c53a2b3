import type { AgentDay, AgentStats } from '@taskhelm/contract';
import { Prisma, type Db } from '../db/client.ts';

type OpenRow = { agent_id: string; running: number; queued: number; needs_input: number };
type DayRow = OpenRow & {
  completed: number;
  failed: number;
  p95_ms: number | null;
  queue_wait_p95_ms: number | null;
  cost_microusd: bigint | null;
  /** How many tasks ended, by hours ago. */
  hours: Record<string, number> | null;
};

const HOURS = 24;
const openTasks = Prisma.sql`
  SELECT agent_id, count(*) FILTER (WHERE status = 'in_progress')::int AS running,
         count(*) FILTER (WHERE status = 'pending')::int AS queued,
         count(*) FILTER (WHERE status = 'needs_input')::int AS needs_input
  FROM tasks WHERE status IN ('pending', 'in_progress', 'needs_input')`;

/** Open tasks by agent; of one agent where `agentId` is given. Agents without any are left out. */
export async function countOpenTasks(db: Db, agentId?: string): Promise<Map<string, AgentStats>> {
  const rows = await db.$queryRaw<OpenRow[]>`${openTasks} ${ofAgent(agentId)} GROUP BY agent_id`;
  return new Map(rows.map((row) => [row.agent_id, toOpen(row)]));
}

/** The same with the last 24 hours, in one query over the tasks that ended in them. Every agent is there. */
export async function readAgentStats(db: Db, agentId?: string): Promise<Map<string, AgentStats>> {
  const rows = await db.$queryRaw<DayRow[]>`
    WITH open AS (${openTasks} ${ofAgent(agentId)} GROUP BY agent_id), ended AS (
      SELECT agent_id, status, cost_microusd, queued_ms, extract(epoch FROM finished_at - started_at) * 1000 AS took_ms,
             floor(extract(epoch FROM now() - finished_at) / 3600)::int AS hours_ago
      FROM tasks WHERE finished_at > now() - make_interval(hours => ${HOURS}) AND finished_at <= now()
        AND status IN ('completed', 'failed') ${ofAgent(agentId)}
    ), day AS (
      SELECT agent_id, count(*) FILTER (WHERE status = 'completed')::int AS completed,
             count(*) FILTER (WHERE status = 'failed')::int AS failed,
             percentile_disc(0.95) WITHIN GROUP (ORDER BY took_ms)::float8 AS p95_ms,
             percentile_disc(0.95) WITHIN GROUP (ORDER BY queued_ms)::float8 AS queue_wait_p95_ms,
             sum(cost_microusd)::bigint AS cost_microusd
      FROM ended GROUP BY agent_id
    ), hourly AS (
      SELECT agent_id, jsonb_object_agg(hours_ago, ended) AS hours
      FROM (SELECT agent_id, hours_ago, count(*)::int AS ended FROM ended GROUP BY agent_id, hours_ago) counted
      GROUP BY agent_id
    )
    SELECT a.id AS agent_id, coalesce(running, 0) AS running, coalesce(queued, 0) AS queued,
           coalesce(needs_input, 0) AS needs_input, coalesce(completed, 0) AS completed, coalesce(failed, 0) AS failed,
           p95_ms, queue_wait_p95_ms, cost_microusd, hours
    FROM agents a LEFT JOIN open ON open.agent_id = a.id LEFT JOIN day ON day.agent_id = a.id
    LEFT JOIN hourly ON hourly.agent_id = a.id
    WHERE ${agentId === undefined ? Prisma.sql`TRUE` : Prisma.sql`a.id = ${agentId}::uuid`}`;
  return new Map(rows.map((row) => [row.agent_id, { ...toOpen(row), last_24h: toDay(row) }]));
}

function ofAgent(agentId: string | undefined): Prisma.Sql {
  return agentId === undefined ? Prisma.empty : Prisma.sql`AND agent_id = ${agentId}::uuid`;
}

function toOpen({ running, queued, needs_input }: OpenRow): AgentStats {
  return { running, queued, needs_input };
}

function toDay(row: DayRow): AgentDay {
  const ended = row.completed + row.failed;
  return {
    completed: row.completed,
    failed: row.failed,
    success_rate: ended === 0 ? null : row.completed / ended,
    p95_ms: row.p95_ms === null ? null : Math.round(row.p95_ms),
    queue_wait_p95_ms: row.queue_wait_p95_ms === null ? null : Math.round(row.queue_wait_p95_ms),
    cost_microusd: row.cost_microusd === null ? null : Number(row.cost_microusd),
    spark: Array.from({ length: HOURS }, (_, hour) => row.hours?.[String(HOURS - 1 - hour)] ?? 0),
  };
}
