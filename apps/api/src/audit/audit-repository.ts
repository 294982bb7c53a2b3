import {
  TOTAL_CAP,
  type Actor,
  type AuditAction,
  type AuditSubject,
  type AuditSubjectType,
  type JsonObject,
} from '@taskhelm/contract';
import { findAgent } from '../agents/agent-repository.ts';
import { Prisma, type Db } from '../db/client.ts';
import { isId } from '../db/is-id.ts';

export type AuditRow = {
  id: string;
  at: Date;
  actor_type: Actor['type'];
  actor_id: string | null;
  actor_name: string;
  action: AuditAction;
  subject_type: AuditSubjectType | null;
  subject_id: string | null;
  subject_name: string | null;
  detail: JsonObject;
};
/** What somebody did. */
export type Act = { actor: Actor; action: AuditAction; subject?: AuditSubject | null; detail: JsonObject };

export async function insertAuditEntry(
  db: Db,
  { id, actor, action, subject, detail }: Act & { id: string },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO audit_entries
      (id, actor_type, actor_id, actor_name, action, subject_type, subject_id, subject_name, detail)
    VALUES (
      ${id}::uuid, ${actor.type}, ${actor.id}, ${actor.name}, ${action},
      ${subject?.type ?? null}, ${subject?.id ?? null}::uuid, ${subject?.name ?? null}, ${JSON.stringify(detail)}::jsonb
    )`;
}

const TABLES = {
  trigger: 'triggers',
  model: 'models',
  mcp_server: 'mcp_servers',
  secret: 'tool_secrets',
  token: 'api_tokens',
  webhook: 'webhooks',
} as const;

/** What a path names, by its id or its name; a task also by the id of its session. */
export async function findSubject(
  db: Db,
  type: AuditSubjectType,
  idOrName: string,
): Promise<AuditSubject | null> {
  const found = await findNamed(db, type, idOrName);
  return found && { type, id: found.id, name: found.name };
}

type Named = { id: string; name: string };

async function findNamed(db: Db, type: AuditSubjectType, idOrName: string): Promise<Named | null> {
  if (type === 'agent') return findAgent(db, idOrName);
  if (type === 'task') {
    if (!isId(idOrName)) return null;
    const task = await db.task.findFirst({ where: { OR: [{ id: idOrName }, { sessionId: idOrName }] } });
    return task && { id: task.id, name: task.title };
  }
  const where = isId(idOrName) ? Prisma.sql`id = ${idOrName}::uuid` : Prisma.sql`name = ${idOrName}`;
  const table = Prisma.raw(TABLES[type]);
  return (await db.$queryRaw<Named[]>`SELECT id, name FROM ${table} WHERE ${where}`)[0] ?? null;
}

export type AuditFilter = {
  actions: AuditAction[] | undefined;
  actor: string | undefined;
  subjects: AuditSubjectType[] | undefined;
  subjectIds: string[] | undefined;
  from: Date | undefined;
  to: Date | undefined;
  asOf: Date;
};

/** The newest first. */
export async function findAuditEntries(
  db: Db,
  filter: AuditFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<AuditRow[]> {
  return db.$queryRaw<AuditRow[]>`
    SELECT id, at, actor_type, actor_id, actor_name, action, subject_type, subject_id, subject_name, detail
    FROM audit_entries WHERE ${matching(filter)}
    ORDER BY at DESC, id DESC LIMIT ${limit}::int OFFSET ${offset}::int`;
}

/** Counted up to one more than the cap of totals. */
export async function countAuditEntries(db: Db, filter: AuditFilter): Promise<number> {
  const rows = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM (SELECT 1 FROM audit_entries WHERE ${matching(filter)} LIMIT ${TOTAL_CAP + 1}) counted`;
  return Number(rows[0]?.count ?? 0);
}

function matching({ actions, actor, subjects, subjectIds, from, to, asOf }: AuditFilter): Prisma.Sql {
  const conditions = [Prisma.sql`at <= ${asOf}`];
  if (actions) conditions.push(Prisma.sql`action = ANY (${actions})`);
  if (actor)
    conditions.push(Prisma.sql`(actor_id = ${actor} OR position(lower(${actor}) IN lower(actor_name)) > 0)`);
  if (subjects) conditions.push(Prisma.sql`subject_type = ANY (${subjects})`);
  if (subjectIds) conditions.push(Prisma.sql`subject_id = ANY (${subjectIds}::uuid[])`);
  if (from) conditions.push(Prisma.sql`at >= ${from}`);
  if (to) conditions.push(Prisma.sql`at < ${to}`);
  return Prisma.join(conditions, ' AND ');
}
