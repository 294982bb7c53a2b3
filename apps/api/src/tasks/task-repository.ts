import {
  TASK_PRIORITIES,
  TOTAL_CAP,
  type Actor,
  type CreateTaskRequest,
  type ListTasksQuery,
  type TaskSource,
  type TaskStatus,
  type UpdateTaskRequest,
} from '@taskhelm/contract';
import { Prisma, type Db, type Sql } from '../db/client.ts';
import { cursorCondition, taskConditions, taskOrder, type TaskFilter } from './task-filter.ts';
import { selectTaskRows, selectWholeTasks, type TaskRow, type WholeTaskRow } from './task-row.ts';

export type NewTask = Pick<
  CreateTaskRequest,
  'title' | 'description' | 'priority' | 'labels' | 'metadata' | 'limits' | 'start_at'
> & {
  id: string;
  sessionId: string;
  agentId: string;
  source: TaskSource;
  createdBy: Actor;
  retryOf?: string;
  triggerId?: string;
  parent?: { id: string; rootId: string; depth: number; callId: string | null; awaited: boolean };
};

/** Inserts a pending task without events. The agent is held against deletion until the transaction ends. */
export async function insertTask(db: Db, task: NewTask): Promise<void> {
  await db.$executeRaw`
    INSERT INTO tasks (id, session_id, agent_id, title, description, source, priority, labels, metadata, limits,
      created_by_type, created_by_id, created_by_name, parent_task_id, parent_call_id, awaited, root_task_id, depth, retry_of,
      trigger_id, start_at, run_at)
    VALUES (${task.id}::uuid, ${task.sessionId}::uuid, ${task.agentId}::uuid, ${task.title}, ${task.description ?? null},
      ${task.source}::task_source, ${TASK_PRIORITIES.indexOf(task.priority)}, ${task.labels}::text[],
      ${JSON.stringify(task.metadata)}::jsonb, ${JSON.stringify(task.limits)}::jsonb,
      ${task.createdBy.type}, ${task.createdBy.id}, ${task.createdBy.name},
      ${task.parent?.id ?? null}::uuid, ${task.parent?.callId ?? null}::uuid, ${task.parent?.awaited ?? false}, ${task.parent?.rootId ?? task.id}::uuid,
      ${task.parent ? task.parent.depth + 1 : 0}, ${task.retryOf ?? null}::uuid,
      ${task.triggerId ?? null}::uuid, ${task.start_at ?? null}::timestamptz, coalesce(${task.start_at ?? null}::timestamptz, now()))`;
}

export async function findTask(db: Db, id: string): Promise<WholeTaskRow | null> {
  const rows = await db.$queryRaw<WholeTaskRow[]>`${selectWholeTasks} WHERE t.id = ${id}::uuid`;
  return rows[0] ?? null;
}

export async function findTaskBySession(db: Db, sessionId: string): Promise<WholeTaskRow | null> {
  const rows = await db.$queryRaw<
    WholeTaskRow[]
  >`${selectWholeTasks} WHERE t.session_id = ${sessionId}::uuid`;
  return rows[0] ?? null;
}

/** The tasks of a trigger that are not final, oldest first. */
export async function listOpenTasksOfTrigger(db: Db, triggerId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM tasks WHERE trigger_id = ${triggerId}::uuid AND status IN ('pending', 'in_progress', 'needs_input')
    ORDER BY id`;
  return rows.map((row) => row.id);
}

/**
 * A word that changes whenever a task's detail does, without reading it: the row's own version, the agent's, and those of
 * its family, whose questions and statuses the detail shows.
 */
export async function findTaskVersion(db: Db, id: string): Promise<string | null> {
  const rows = await db.$queryRaw<{ version: string }[]>`
    SELECT concat_ws(' ', t.xmin, a.xmin, family.version) AS version
    FROM tasks t JOIN agents a ON a.id = t.agent_id
    CROSS JOIN LATERAL (
      SELECT concat_ws(' ', count(*), sum(f.attempt), sum(f.last_seq), max(f.updated_at)) AS version
      FROM tasks f WHERE f.root_task_id = t.root_task_id
    ) family
    WHERE t.id = ${id}::uuid`;
  return rows[0]?.version ?? null;
}

/** The number of the last event of a session, or of a task's; null where there is none. */
export async function findLastSeq(
  db: Db,
  key: { sessionId: string } | { taskId: string },
): Promise<number | null> {
  const condition =
    'taskId' in key ? Prisma.sql`id = ${key.taskId}::uuid` : Prisma.sql`session_id = ${key.sessionId}::uuid`;
  const rows = await db.$queryRaw<{ last_seq: number }[]>`SELECT last_seq FROM tasks WHERE ${condition}`;
  return rows[0]?.last_seq ?? null;
}

/** Status, attempt and the like of a task, its row locked until the transaction ends. */
export type LockedTask = Pick<TaskRow, 'id' | 'session_id' | 'status' | 'attempt' | 'depth' | 'root_task_id'>;

export async function lockTask(
  db: Db,
  key: { id: string } | { sessionId: string },
): Promise<LockedTask | null> {
  const condition =
    'id' in key ? Prisma.sql`id = ${key.id}::uuid` : Prisma.sql`session_id = ${key.sessionId}::uuid`;
  const rows = await db.$queryRaw<LockedTask[]>`
    SELECT id, session_id, status, attempt, depth, root_task_id FROM tasks WHERE ${condition} FOR UPDATE`;
  return rows[0] ?? null;
}

/** Ids of the tasks of an agent that have not ended. */
export async function listOpenTaskIds(db: Db, agentId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM tasks WHERE agent_id = ${agentId}::uuid AND status IN ('pending', 'in_progress', 'needs_input')`;
  return rows.map((row) => row.id);
}

/**
 * The tasks and all their descendants, locked in the order of their ids so that two cancels cannot deadlock. A child that was
 * being made while a lock was waited for shows only to a later look, so it looks until it finds nobody new.
 */
export async function lockFamilies(db: Db, ids: readonly string[]): Promise<LockedTask[]> {
  for (let known = 0; ;) {
    const family = await lockVisibleFamilies(db, ids);
    if (family.length <= known) return family;
    known = family.length;
  }
}

async function lockVisibleFamilies(db: Db, ids: readonly string[]): Promise<LockedTask[]> {
  return db.$queryRaw<LockedTask[]>`
    WITH RECURSIVE family AS (
      SELECT id FROM tasks WHERE id = ANY (${ids}::uuid[])
      UNION
      SELECT t.id FROM tasks t JOIN family f ON t.parent_task_id = f.id
    )
    SELECT id, session_id, status, attempt, depth, root_task_id FROM tasks
    WHERE id IN (SELECT id FROM family) ORDER BY id FOR UPDATE`;
}

export async function countChildren(db: Db, id: string): Promise<{ status: TaskStatus; count: number }[]> {
  const rows = await db.$queryRaw<{ status: TaskStatus; count: bigint }[]>`
    SELECT status, count(*) FROM tasks WHERE parent_task_id = ${id}::uuid GROUP BY status`;
  return rows.map((row) => ({ status: row.status, count: Number(row.count) }));
}

/** Until this transaction ends nobody else that asks so adds to the family, whichever of its tasks adds it. */
export async function holdFamily(db: Db, rootId: string): Promise<void> {
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`family ${rootId}`}, 0))::text`;
}

export async function countFamily(db: Db, rootId: string): Promise<number> {
  const rows = await db.$queryRaw<
    { count: bigint }[]
  >`SELECT count(*) FROM tasks WHERE root_task_id = ${rootId}::uuid`;
  return Number(rows[0]?.count ?? 0);
}

export async function findChildOfCall(db: Db, parentId: string, callId: string): Promise<ChildOfCall | null> {
  const rows = await db.$queryRaw<ChildOfCall[]>`
    SELECT t.id, a.name AS agent_name, t.status, t.result, t.failure_message FROM tasks t JOIN agents a ON a.id = t.agent_id
    WHERE t.parent_task_id = ${parentId}::uuid AND t.parent_call_id = ${callId}::uuid`;
  return rows[0] ?? null;
}

export type ChildOfCall = {
  id: string;
  agent_name: string;
  status: TaskStatus;
  result: string | null;
  failure_message: string | null;
};

/** Makes those parents runnable again that waited for children of which none is open any more; returns their ids. */
export async function resumeParents(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    UPDATE tasks p SET run_at = now(), queued_at = now(), updated_at = now()
    WHERE p.status = 'pending' AND p.run_at = 'infinity' AND NOT EXISTS (
      SELECT 1 FROM tasks c WHERE c.parent_task_id = p.id AND c.awaited AND c.status IN ('pending', 'in_progress', 'needs_input')
    ) RETURNING p.id`;
  return rows.map((row) => row.id);
}

export type TaskListing = { rows: TaskRow[]; total: number; totalIsCapped: boolean; asOf: Date };

/** One page of tasks and how many there are, counted up to `TOTAL_CAP`. */
export async function listTasks(db: Db, query: ListTasksQuery): Promise<TaskListing> {
  const asOf = query.as_of ? new Date(query.as_of) : await anchorTime(db);
  const conditions = [...taskConditions(query), Prisma.sql`t.created_at <= ${asOf}`];
  const after: Sql[] = query.cursor ? [cursorCondition(query.cursor, query.sort)] : [];
  const where = Prisma.join([...conditions, ...after], ' AND ');
  const offset = query.cursor ? 0 : (query.page - 1) * query.per_page;
  const [rows, counted] = await Promise.all([
    db.$queryRaw<
      TaskRow[]
    >`${selectTaskRows} WHERE ${where} ORDER BY ${taskOrder(query.sort)} LIMIT ${query.per_page} OFFSET ${offset}`,
    db.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM (
        SELECT 1 FROM tasks t WHERE ${Prisma.join(conditions, ' AND ')} LIMIT ${TOTAL_CAP + 1}
      ) counted`,
  ]);
  const total = Number(counted[0]?.count ?? 0);
  return { rows, total: Math.min(total, TOTAL_CAP), totalIsCapped: total > TOTAL_CAP, asOf };
}

/**
 * The moment of a list that is read just now. A task has the time at which its creation began and is seen from its commit
 * on, so one that is being created would come in between the pages later, and never count as new. The moment is therefore
 * that of the newest task that is seen, or shortly before now.
 */
async function anchorTime(db: Db): Promise<Date> {
  const rows = await db.$queryRaw<{ anchor: Date }[]>`
    SELECT greatest(now() - interval '5 seconds', (SELECT max(created_at) FROM tasks))::timestamptz(3) AS anchor`;
  if (!rows[0]) throw new Error('the database did not tell the time');
  return rows[0].anchor;
}

/** Tasks that match and were created up to a moment, newest first. */
export async function findTaskIds(
  db: Db,
  filter: TaskFilter,
  { asOf, limit }: { asOf: string; limit: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT t.id FROM tasks t WHERE ${Prisma.join(taskConditions(filter), ' AND ')} AND t.created_at <= ${asOf}::timestamptz
    ORDER BY t.created_at DESC, t.id DESC LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** A task's labels, its row locked until the transaction ends. */
export async function lockLabels(db: Db, id: string): Promise<string[] | null> {
  const rows = await db.$queryRaw<
    { labels: string[] }[]
  >`SELECT labels FROM tasks WHERE id = ${id}::uuid FOR UPDATE`;
  return rows[0]?.labels ?? null;
}

export async function updateTask(db: Db, id: string, change: UpdateTaskRequest): Promise<void> {
  const sets: Sql[] = [Prisma.sql`updated_at = now()`];
  if (change.title !== undefined) sets.push(Prisma.sql`title = ${change.title}`);
  if (change.priority !== undefined)
    sets.push(Prisma.sql`priority = ${TASK_PRIORITIES.indexOf(change.priority)}`);
  if (change.labels !== undefined) sets.push(Prisma.sql`labels = ${change.labels}::text[]`);
  if (change.metadata !== undefined)
    sets.push(Prisma.sql`metadata = ${JSON.stringify(change.metadata)}::jsonb`);
  await db.$executeRaw`UPDATE tasks SET ${Prisma.join(sets)} WHERE id = ${id}::uuid`;
}

/** The task of an earlier create with this key, after taking the key for `taskId` if it was free. */
export async function takeIdempotencyKey(
  db: Db,
  key: { actor: string; key: string; requestHash: string; taskId: string },
): Promise<{ task_id: string; request_hash: string } | null> {
  const taken = await db.$executeRaw`
    INSERT INTO idempotency_keys (actor, key, request_hash, task_id)
    VALUES (${key.actor}, ${key.key}, ${key.requestHash}, ${key.taskId}::uuid) ON CONFLICT DO NOTHING`;
  if (taken > 0) return null;
  const rows = await db.$queryRaw<{ task_id: string; request_hash: string }[]>`
    SELECT task_id, request_hash FROM idempotency_keys WHERE actor = ${key.actor} AND key = ${key.key}`;
  return rows[0] ?? null;
}
