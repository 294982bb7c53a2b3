import type { TaskSource, TaskStatus } from '@taskhelm/contract';
import { Prisma, type Db, type Sql } from '../db/client.ts';
import { taskConditions, type TaskFilter } from '../tasks/task-filter.ts';
import type { StatsRange } from './stats-range.ts';

export type CountRow = {
  status: TaskStatus;
  source: TaskSource;
  agent_id: string;
  agent_name: string;
  count: number;
};

export async function countTasksBy(db: Db, filter: TaskFilter): Promise<CountRow[]> {
  return db.$queryRaw<CountRow[]>`
    SELECT counted.*, a.name AS agent_name FROM (
      SELECT t.status, t.source, t.agent_id, count(*)::int AS count FROM tasks t WHERE ${where(filter)} GROUP BY 1, 2, 3
    ) counted JOIN agents a ON a.id = counted.agent_id`;
}

export async function countCreated(
  db: Db,
  filter: TaskFilter,
  range: StatsRange,
): Promise<{ at: Date; count: number }[]> {
  return db.$queryRaw<{ at: Date; count: number }[]>`
    SELECT ${bucketOf('created_at', range)} AS at, count(*)::int AS count FROM tasks t
    WHERE ${within('created_at', range)} AND ${where(filter)} GROUP BY 1`;
}

export type FinishedRow = {
  at: Date;
  status: TaskStatus;
  count: number;
  input_tokens: bigint;
  output_tokens: bigint;
  cost_microusd: bigint;
};

export async function countFinished(db: Db, filter: TaskFilter, range: StatsRange): Promise<FinishedRow[]> {
  return db.$queryRaw<FinishedRow[]>`
    SELECT ${bucketOf('finished_at', range)} AS at, t.status, count(*)::int AS count, sum(t.input_tokens)::bigint AS input_tokens,
           sum(t.output_tokens)::bigint AS output_tokens, coalesce(sum(t.cost_microusd), 0)::bigint AS cost_microusd
    FROM tasks t WHERE ${within('finished_at', range)} AND ${where(filter)} GROUP BY 1, 2`;
}

/** One row for all (`at` and `agent_id` null), one for each bucket and one for each agent. Percentiles are [p50, p95]. */
export type DurationRow = {
  at: Date | null;
  agent_id: string | null;
  agent_name: string | null;
  count: number;
  duration: number[] | null;
  queued: number[] | null;
  waiting: number[] | null;
};

export async function measureDurations(
  db: Db,
  filter: TaskFilter,
  range: StatsRange,
): Promise<DurationRow[]> {
  return db.$queryRaw<DurationRow[]>`
    SELECT measured.*, a.name AS agent_name FROM (
      SELECT f.at, f.agent_id, count(*)::int AS count,
             percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY f.duration_ms) AS duration,
             percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY f.queued_ms) AS queued,
             percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY f.waiting_ms) FILTER (WHERE f.waiting_ms > 0) AS waiting
      FROM (
        SELECT ${bucketOf('finished_at', range)} AS at, t.agent_id, t.queued_ms::float8, t.waiting_ms::float8,
               (extract(epoch FROM t.finished_at - t.started_at) * 1000)::float8 AS duration_ms
        FROM tasks t
        WHERE ${within('finished_at', range)} AND t.status IN ('completed', 'failed') AND ${where(filter)}
      ) f GROUP BY GROUPING SETS ((), (f.at), (f.agent_id))
    ) measured LEFT JOIN agents a ON a.id = measured.agent_id`;
}

export type FailureRow = {
  code: string;
  count: number;
  first_at: Date;
  last_at: Date;
  is_new: boolean;
  task_id: string;
  message: string;
  agents: string[];
};

export async function countFailures(
  db: Db,
  filter: TaskFilter,
  range: Pick<StatsRange, 'from' | 'to'>,
): Promise<FailureRow[]> {
  return db.$queryRaw<FailureRow[]>`
    SELECT found.*, NOT EXISTS (
      SELECT 1 FROM tasks p WHERE p.status = 'failed' AND p.failure_code = found.code AND p.finished_at < ${range.from}
    ) AS is_new
    FROM (
      SELECT t.failure_code AS code, count(*)::int AS count, min(t.finished_at) AS first_at, max(t.finished_at) AS last_at,
             (array_agg(t.id ORDER BY t.finished_at DESC))[1] AS task_id,
             coalesce((array_agg(t.failure_message ORDER BY t.finished_at DESC))[1], '') AS message,
             array_agg(DISTINCT a.name) AS agents
      FROM tasks t JOIN agents a ON a.id = t.agent_id
      WHERE t.status = 'failed' AND ${within('finished_at', range)} AND ${where(filter)} AND t.failure_code IS NOT NULL
      GROUP BY 1
    ) found ORDER BY count DESC, code LIMIT 100`;
}

const where = (filter: TaskFilter): Sql => Prisma.join(taskConditions(filter), ' AND ');

const within = (column: 'created_at' | 'finished_at', { from, to }: Pick<StatsRange, 'from' | 'to'>): Sql => {
  const name = Prisma.raw(`t.${column}`);
  return Prisma.sql`${name} >= ${from} AND ${name} < ${to}`;
};

const bucketOf = (column: 'created_at' | 'finished_at', { bucketMs }: StatsRange): Sql =>
  Prisma.sql`date_bin(make_interval(secs => ${bucketMs / 1_000}::float8), ${Prisma.raw(`t.${column}`)}, 'epoch'::timestamptz)`;
