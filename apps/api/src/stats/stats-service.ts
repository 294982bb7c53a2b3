import {
  TASK_SOURCES,
  TASK_STATUSES,
  type Durations,
  type Failures,
  type RangeQuery,
  type TaskStats,
  type Throughput,
} from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { refuseUnknownFilter } from '../tasks/refuse-unknown-filter.ts';
import type { TaskFilter } from '../tasks/task-filter.ts';
import { bucketStarts, resolveRange } from './stats-range.ts';
import {
  countCreated,
  countFailures,
  countFinished,
  countTasksBy,
  measureDurations,
  type CountRow,
} from './stats-repository.ts';
import { toMeasured } from './to-measured.ts';

export type StatsService = ReturnType<typeof createStatsService>;

const MAX_AGENTS = 50;

export function createStatsService(prisma: PrismaClient) {
  const filterOf = async ({
    from: _from,
    to: _to,
    bucket: _bucket,
    ...filter
  }: RangeQuery): Promise<TaskFilter> => {
    await refuseUnknownFilter(prisma, filter);
    return filter;
  };

  return {
    tasks: async (filter: TaskFilter): Promise<TaskStats> => {
      await refuseUnknownFilter(prisma, filter);
      return toTaskStats(await countTasksBy(prisma, filter));
    },
    throughput: async (query: RangeQuery): Promise<Throughput> => {
      const range = resolveRange(query);
      const filter = await filterOf(query);
      const [created, finished] = await Promise.all([
        countCreated(prisma, filter, range),
        countFinished(prisma, filter, range),
      ]);
      const data = bucketStarts(range).map((start) => {
        const here = finished.filter((row) => row.at.getTime() === start.getTime());
        const count = (status: string): number => here.find((row) => row.status === status)?.count ?? 0;
        const sum = (column: 'input_tokens' | 'output_tokens' | 'cost_microusd'): number =>
          here.reduce((total, row) => total + Number(row[column]), 0);
        return {
          at: start.toISOString(),
          created: created.find((row) => row.at.getTime() === start.getTime())?.count ?? 0,
          completed: count('completed'),
          failed: count('failed'),
          cancelled: count('cancelled'),
          input_tokens: sum('input_tokens'),
          output_tokens: sum('output_tokens'),
          cost_microusd: sum('cost_microusd'),
        };
      });
      return { ...told(range), bucket_ms: range.bucketMs, data };
    },
    durations: async (query: RangeQuery): Promise<Durations> => {
      const range = resolveRange(query);
      const rows = await measureDurations(prisma, await filterOf(query), range);
      const byAgent = rows.flatMap((row) =>
        row.agent_id && row.agent_name
          ? [{ agent: { id: row.agent_id, name: row.agent_name }, ...toMeasured(row) }]
          : [],
      );
      return {
        ...told(range),
        bucket_ms: range.bucketMs,
        overall: toMeasured(rows.find((row) => !row.at && !row.agent_id)),
        data: bucketStarts(range).map((start) => ({
          at: start.toISOString(),
          ...toMeasured(rows.find((row) => row.at?.getTime() === start.getTime())),
        })),
        by_agent: byAgent
          .toSorted((one, other) => (other.duration.p95_ms ?? 0) - (one.duration.p95_ms ?? 0))
          .slice(0, MAX_AGENTS),
      };
    },
    failures: async (query: RangeQuery): Promise<Failures> => {
      const { from, to } = resolveRange({ ...query, bucket: '7d' });
      const rows = await countFailures(prisma, await filterOf(query), { from, to });
      return {
        ...told({ from, to }),
        total: rows.reduce((total, row) => total + row.count, 0),
        data: rows.map((row) => ({
          ...row,
          first_at: row.first_at.toISOString(),
          last_at: row.last_at.toISOString(),
        })),
      };
    },
  };
}

const told = ({ from, to }: { from: Date; to: Date }): { from: string; to: string } => ({
  from: from.toISOString(),
  to: to.toISOString(),
});

function toTaskStats(rows: CountRow[]): TaskStats {
  const sum = (matching: (row: CountRow) => boolean): number =>
    rows.filter(matching).reduce((total, row) => total + row.count, 0);
  const agents = new Map(rows.map((row) => [row.agent_id, row.agent_name]));
  return {
    total: sum(() => true),
    by_status: Object.fromEntries(
      TASK_STATUSES.map((status) => [status, sum((row) => row.status === status)]),
    ) as TaskStats['by_status'],
    by_source: Object.fromEntries(
      TASK_SOURCES.map((source) => [source, sum((row) => row.source === source)]),
    ) as TaskStats['by_source'],
    by_agent: [...agents]
      .map(([id, name]) => ({ agent: { id, name }, count: sum((row) => row.agent_id === id) }))
      .toSorted((one, other) => other.count - one.count),
  };
}
