import type { TaskLimits } from '@taskhelm/contract';
import type { Db } from '../db/client.ts';

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
};
export type AgentStats = { running: number; queued: number; needs_input: number };

export const agentLimits = (row: AgentRow): TaskLimits => row.limits as TaskLimits;

/** By id or by name. */
export async function findAgent(db: Db, idOrName: string): Promise<AgentRow | null> {
  const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(idOrName);
  return db.agent.findFirst({
    where: isId ? { OR: [{ id: idOrName }, { name: idOrName }] } : { name: idOrName },
  });
}

export async function listAgents(db: Db, enabled?: boolean): Promise<AgentRow[]> {
  return db.agent.findMany({
    ...(enabled === undefined ? {} : { where: { enabled } }),
    orderBy: { name: 'asc' },
  });
}

export async function countOpenTasks(db: Db): Promise<Map<string, AgentStats>> {
  const rows = await db.$queryRaw<
    { agent_id: string; running: bigint; queued: bigint; needs_input: bigint }[]
  >`
    SELECT agent_id, count(*) FILTER (WHERE status = 'in_progress') AS running,
           count(*) FILTER (WHERE status = 'pending') AS queued,
           count(*) FILTER (WHERE status = 'needs_input') AS needs_input
    FROM tasks WHERE status IN ('pending', 'in_progress', 'needs_input') GROUP BY agent_id`;
  return new Map(
    rows.map((row) => [
      row.agent_id,
      { running: Number(row.running), queued: Number(row.queued), needs_input: Number(row.needs_input) },
    ]),
  );
}
