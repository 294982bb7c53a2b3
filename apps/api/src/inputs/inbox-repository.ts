import {
  TOTAL_CAP,
  type Actor,
  type EndpointQuery,
  type inputEndpoints,
  type InputSort,
} from '@taskhelm/contract';
import { Prisma, type Db, type Sql } from '../db/client.ts';
import { databaseTime } from '../db/database-time.ts';
import { taskConditions } from '../tasks/task-filter.ts';
import { inputColumns } from './input-repository.ts';
import type { InboxRow } from './input-view.ts';
import { joinSnoozes } from './snooze-repository.ts';

type InboxQuery = EndpointQuery<typeof inputEndpoints.list>;
export type InboxListing = { rows: InboxRow[]; total: number; totalIsCapped: boolean; asOf: Date };

const inboxColumns = Prisma.sql`${inputColumns}, s.until AS snoozed_until, t.title AS task_title, t.status AS task_status,
  t.source AS task_source, t.priority AS task_priority, a.id AS agent_id, a.name AS agent_name`;

const inboxSource = (owner: Actor): Sql =>
  Prisma.sql`FROM input_requests i JOIN tasks t ON t.id = i.task_id JOIN agents a ON a.id = t.agent_id ${joinSnoozes(owner)}`;

const INBOX_ORDERS: Record<InputSort, Sql> = {
  asked_at: Prisma.sql`i.asked_at, i.call_id`,
  '-asked_at': Prisma.sql`i.asked_at DESC, i.call_id DESC`,
  answered_at: Prisma.sql`i.answered_at NULLS FIRST, i.call_id`,
  '-answered_at': Prisma.sql`i.answered_at DESC NULLS LAST, i.call_id DESC`,
};

/** As `owner` sees it. */
export async function listInbox(db: Db, query: InboxQuery, owner: Actor): Promise<InboxListing> {
  const asOf = query.as_of ? new Date(query.as_of) : await databaseTime(db);
  const conditions = [...inputConditions(query), ...taskConditions(query)];
  if (query.as_of) conditions.push(Prisma.sql`i.asked_at <= ${asOf}`);
  if (query.as_of && query.sort.endsWith('answered_at')) {
    conditions.push(Prisma.sql`(i.answered_at IS NULL OR i.answered_at <= ${asOf})`);
  }
  const source = Prisma.sql`${inboxSource(owner)} WHERE ${Prisma.join(conditions, ' AND ')}`;
  const [rows, counted] = await Promise.all([
    db.$queryRaw<InboxRow[]>`
      SELECT ${inboxColumns} ${source}
      ORDER BY ${INBOX_ORDERS[query.sort]} LIMIT ${query.per_page} OFFSET ${(query.page - 1) * query.per_page}`,
    db.$queryRaw<
      { count: bigint }[]
    >`SELECT count(*) FROM (SELECT 1 ${source} LIMIT ${TOTAL_CAP + 1}) counted`,
  ]);
  const total = Number(counted[0]?.count ?? 0);
  return { rows, total: Math.min(total, TOTAL_CAP), totalIsCapped: total > TOTAL_CAP, asOf };
}

/** One request, whatever became of it. */
export async function findInboxRow(db: Db, callId: string, owner: Actor): Promise<InboxRow | null> {
  const rows = await db.$queryRaw<InboxRow[]>`
    SELECT ${inboxColumns} ${inboxSource(owner)} WHERE i.call_id = ${callId}::uuid`;
  return rows[0] ?? null;
}

function inputConditions({ kind, state, snoozed, answered_from, answered_to }: InboxQuery): Sql[] {
  const conditions: Sql[] = [];
  // What was answered is not put off any more.
  if (snoozed === 'exclude') conditions.push(Prisma.sql`(s.until IS NULL OR i.state <> 'pending')`);
  if (snoozed === 'only') conditions.push(Prisma.sql`(s.until IS NOT NULL AND i.state = 'pending')`);
  const isOfAnswered = answered_from !== undefined || answered_to !== undefined;
  if (state?.length) conditions.push(Prisma.sql`i.state = ANY (${state}::input_state[])`);
  else if (!isOfAnswered) conditions.push(Prisma.sql`i.state = 'pending'`);
  if (answered_from) conditions.push(Prisma.sql`i.answered_at >= ${answered_from}::timestamptz`);
  if (answered_to) conditions.push(Prisma.sql`i.answered_at < ${answered_to}::timestamptz`);
  if (kind?.length) conditions.push(Prisma.sql`i.kind = ANY (${kind}::input_kind[])`);
  return conditions;
}

/** How many requests wait for a person and are not snoozed by them, counted up to `TOTAL_CAP`. */
export async function countPendingInputs(db: Db, owner: Actor): Promise<number> {
  const rows = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM (
      SELECT 1 FROM input_requests i ${joinSnoozes(owner)} WHERE i.state = 'pending' AND s.until IS NULL LIMIT ${TOTAL_CAP}
    ) counted`;
  return Number(rows[0]?.count ?? 0);
}
