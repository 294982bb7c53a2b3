import {
  NEW_COUNT_CAP,
  TASK_STATUSES,
  TOTAL_CAP,
  type StatusCounts,
  type TaskStatus,
} from '@taskhelm/contract';
import { Prisma, type Db } from '../db/client.ts';
import { taskConditions, type TaskFilter } from './task-filter.ts';
import { selectTaskRows, STALLED_AFTER_SECONDS, type TaskRow } from './task-row.ts';

/**
 * The tasks of `ids` that changed since a moment. A change carries the time at which its transaction began, and no
 * transaction takes longer than 15 seconds, so it looks that much further back. The health of some changes while nothing is
 * written to them: of those that have been silent for too long by now, and of those that wait for tasks below them. Nor is
 * anything written to a task for which a program makes another below it.
 */
export async function findChangedTasks(db: Db, ids: string[], since: string | undefined): Promise<TaskRow[]> {
  if (ids.length === 0) return [];
  const changed = since
    ? Prisma.sql`(t.updated_at > ${since}::timestamptz - interval '15 seconds'
        OR (t.status = 'in_progress' AND t.updated_at < now() - ${STALLED} AND t.updated_at > ${since}::timestamptz - ${STALLED} - interval '15 seconds')
        OR (t.status = 'pending' AND t.run_at = 'infinity')
        OR EXISTS (SELECT 1 FROM tasks c WHERE c.parent_task_id = t.id AND c.created_at > ${since}::timestamptz - interval '15 seconds'))`
    : Prisma.sql`TRUE`;
  return db.$queryRaw<TaskRow[]>`${selectTaskRows} WHERE t.id = ANY (${ids}::uuid[]) AND ${changed}`;
}

const STALLED = Prisma.sql`make_interval(secs => ${STALLED_AFTER_SECONDS})`;

/** Those of `ids` that match a filter. */
export async function findMatching(db: Db, ids: string[], filter: TaskFilter): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT t.id FROM tasks t WHERE t.id = ANY (${ids}::uuid[]) AND ${where(filter)}`;
  return rows.map((row) => row.id);
}

export async function countNewTasks(db: Db, filter: TaskFilter, after: string): Promise<number> {
  const rows = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM (
      SELECT 1 FROM tasks t WHERE t.created_at > ${after}::timestamptz AND ${where(filter)} LIMIT ${NEW_COUNT_CAP}
    ) counted`;
  return Number(rows[0]?.count ?? 0);
}

/** Counts up to the cap for each status by itself, so that the millionth completed task costs nothing. */
export async function countByStatus(db: Db, { status: _any, ...filter }: TaskFilter): Promise<StatusCounts> {
  const rows = await db.$queryRaw<{ status: TaskStatus; count: bigint }[]>`
    SELECT s.status, counted.count FROM unnest(${[...TASK_STATUSES]}::task_status[]) AS s(status)
    CROSS JOIN LATERAL (
      SELECT count(*) FROM (
        SELECT 1 FROM tasks t WHERE t.status = s.status AND ${where(filter)} LIMIT ${TOTAL_CAP + 1}
      ) found
    ) counted`;
  const counts = new Map(rows.map((row) => [row.status, Number(row.count)]));
  const count = (status: TaskStatus): number => counts.get(status) ?? 0;
  return {
    by_status: Object.fromEntries(
      TASK_STATUSES.map((status) => [status, Math.min(count(status), TOTAL_CAP)]),
    ) as StatusCounts['by_status'],
    capped: TASK_STATUSES.filter((status) => count(status) > TOTAL_CAP),
  };
}

const where = (filter: TaskFilter): Prisma.Sql => Prisma.join(taskConditions(filter), ' AND ');
