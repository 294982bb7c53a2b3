import { TOTAL_CAP, type Actor, type AuditAction, type JsonObject } from '@taskhelm/contract';
import { Prisma, type Db } from '../db/client.ts';

export type AuditRow = {
  id: string;
  at: Date;
  actor_type: Actor['type'];
  actor_id: string | null;
  actor_name: string;
  action: AuditAction;
  detail: JsonObject;
};
type Entry = { id: string; actor: Actor; action: AuditAction; detail: JsonObject };

/** Goes into the transaction of what it tells of. */
export async function insertAuditEntry(tx: Db, { id, actor, action, detail }: Entry): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO audit_entries (id, actor_type, actor_id, actor_name, action, detail)
    VALUES (${id}::uuid, ${actor.type}, ${actor.id}, ${actor.name}, ${action}, ${JSON.stringify(detail)}::jsonb)`;
}

type AuditFilter = { actions: AuditAction[] | undefined; asOf: Date };

/** The newest first. */
export async function findAuditEntries(
  db: Db,
  filter: AuditFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<AuditRow[]> {
  return db.$queryRaw<AuditRow[]>`
    SELECT id, at, actor_type, actor_id, actor_name, action, detail FROM audit_entries WHERE ${matching(filter)}
    ORDER BY at DESC, id DESC LIMIT ${limit}::int OFFSET ${offset}::int`;
}

/** Counted up to one more than the cap of totals. */
export async function countAuditEntries(db: Db, filter: AuditFilter): Promise<number> {
  const rows = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM (SELECT 1 FROM audit_entries WHERE ${matching(filter)} LIMIT ${TOTAL_CAP + 1}) counted`;
  return Number(rows[0]?.count ?? 0);
}

const matching = ({ actions, asOf }: AuditFilter): Prisma.Sql =>
  Prisma.sql`at <= ${asOf} AND ${actions ? Prisma.sql`action = ANY (${actions})` : Prisma.sql`TRUE`}`;
