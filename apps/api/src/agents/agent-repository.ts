import type { TaskLimits } from '@taskhelm/contract';
import { Prisma, type Db, type Sql } from '../db/client.ts';
import { isId } from '../db/is-id.ts';

export type AgentRow = {
  id: string;
  name: string;
  description: string;
  instructions: string;
  model: string | null;
  tools: string[];
  confirmTools: string[];
  limits: unknown;
  maxConcurrentTasks: number | null;
  canDelegateTo: string[];
  delegatesToAny: boolean;
  extendsToolsTo: string[];
  enabled: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
};

export const agentLimits = (row: AgentRow): TaskLimits => row.limits as TaskLimits;

/** By id, also when it is archived, or by name. */
export async function findAgent(db: Db, idOrName: string): Promise<AgentRow | null> {
  const named = { name: idOrName, archivedAt: null };
  return db.agent.findFirst({ where: isId(idOrName) ? { OR: [{ id: idOrName }, named] } : named });
}

/** Those that are not archived, by name. */
export async function listAgents(db: Db, enabled?: boolean): Promise<AgentRow[]> {
  return db.agent.findMany({
    where: { archivedAt: null, ...(enabled === undefined ? {} : { enabled }) },
    orderBy: { name: 'asc' },
  });
}

/** `held`: it stays until the transaction ends. `changing`: nor is it changed. `leaving`: nor does it get a task. */
type AgentLock = 'held' | 'changing' | 'leaving';
const LOCKS: Record<AgentLock, Sql> = {
  held: Prisma.sql`FOR KEY SHARE`,
  changing: Prisma.sql`FOR NO KEY UPDATE`,
  leaving: Prisma.sql`FOR UPDATE`,
};

/** An agent that is not archived, by id or name, its row locked. */
export async function lockAgent(db: Db, idOrName: string, lock: AgentLock): Promise<AgentRow | null> {
  const byId = isId(idOrName) ? Prisma.sql`OR id = ${idOrName}::uuid` : Prisma.empty;
  const rows = await db.$queryRaw<AgentRow[]>`
    SELECT id, name, description, instructions, model, tools, confirm_tools AS "confirmTools", limits,
      max_concurrent_tasks AS "maxConcurrentTasks", can_delegate_to AS "canDelegateTo", extends_tools_to AS "extendsToolsTo",
      delegates_to_any AS "delegatesToAny", enabled, version, created_at AS "createdAt", updated_at AS "updatedAt",
      archived_at AS "archivedAt"
    FROM agents WHERE archived_at IS NULL AND (name = ${idOrName} ${byId}) ${LOCKS[lock]}`;
  return rows[0] ?? null;
}

/** Names of agents, also of those that are archived. */
export async function listKnownAgents(
  db: Db,
): Promise<{ id: string; name: string; archivedAt: Date | null }[]> {
  return db.agent.findMany({ select: { id: true, name: true, archivedAt: true }, orderBy: { name: 'asc' } });
}

/** Has the lists of agents to delegate to follow a new name, or forget one that is gone (`to` null). */
export async function renameDelegate(db: Db, from: string, to: string | null): Promise<void> {
  const lists =
    to === null
      ? Prisma.sql`can_delegate_to = array_remove(can_delegate_to, ${from}), extends_tools_to = array_remove(extends_tools_to, ${from})`
      : Prisma.sql`can_delegate_to = array_replace(can_delegate_to, ${from}, ${to}),
          extends_tools_to = array_replace(extends_tools_to, ${from}, ${to})`;
  await db.$executeRaw`
    UPDATE agents SET ${lists}, version = version + 1, updated_at = now()
    WHERE (${from} = ANY (can_delegate_to) OR ${from} = ANY (extends_tools_to)) AND archived_at IS NULL`;
}

/** Removes the row where no task or trigger refers to it, else marks it as archived. */
export async function removeAgent(db: Db, id: string): Promise<'deleted' | 'archived'> {
  const deleted = await db.$executeRaw`
    DELETE FROM agents WHERE id = ${id}::uuid AND NOT EXISTS (SELECT 1 FROM tasks WHERE agent_id = ${id}::uuid)
      AND NOT EXISTS (SELECT 1 FROM triggers WHERE agent_id = ${id}::uuid)`;
  if (deleted > 0) return 'deleted';
  await db.$executeRaw`
    UPDATE agents SET archived_at = now(), enabled = false, version = version + 1, updated_at = now()
    WHERE id = ${id}::uuid`;
  return 'archived';
}
