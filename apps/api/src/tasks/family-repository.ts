import type { TaskStatus } from '@taskhelm/contract';
import type { Db } from '../db/client.ts';

export type DescendantRow = {
  id: string;
  parent_task_id: string;
  title: string;
  agent_name: string;
  status: TaskStatus;
  result: string | null;
  failure_message: string | null;
};

/** Every task below this one, oldest first. A family has a bound, so it is read whole. */
export async function listDescendants(
  db: Db,
  id: string,
  filter: { status?: TaskStatus[] | undefined } = {},
): Promise<DescendantRow[]> {
  const rows = await db.$queryRaw<DescendantRow[]>`
    WITH RECURSIVE family AS (
      SELECT id FROM tasks WHERE parent_task_id = ${id}::uuid
      UNION ALL
      SELECT t.id FROM tasks t JOIN family f ON t.parent_task_id = f.id
    )
    SELECT t.id, t.parent_task_id, t.title, a.name AS agent_name, t.status, t.result, t.failure_message
    FROM tasks t JOIN family f ON f.id = t.id JOIN agents a ON a.id = t.agent_id ORDER BY t.created_at, t.id`;
  const { status } = filter;
  return status?.length ? rows.filter((row) => status.includes(row.status)) : rows;
}

/** The task if it is below `ancestorId`, else null. */
export async function findDescendant(db: Db, ancestorId: string, id: string): Promise<DescendantRow | null> {
  const rows = await db.$queryRaw<DescendantRow[]>`
    WITH RECURSIVE above AS (
      SELECT id, parent_task_id FROM tasks WHERE id = ${id}::uuid
      UNION ALL
      SELECT t.id, t.parent_task_id FROM tasks t JOIN above a ON t.id = a.parent_task_id
    )
    SELECT t.id, t.parent_task_id, t.title, a.name AS agent_name, t.status, t.result, t.failure_message
    FROM tasks t JOIN agents a ON a.id = t.agent_id
    WHERE t.id = ${id}::uuid AND EXISTS (SELECT 1 FROM above WHERE parent_task_id = ${ancestorId}::uuid)`;
  return rows[0] ?? null;
}

/** The agents of a task and of those above it, the task's own first. */
export type LineageAgent = {
  name: string;
  tools: string[];
  confirm_tools: string[];
  extends_tools_to: string[];
};

export async function listLineage(db: Db, id: string): Promise<LineageAgent[]> {
  return db.$queryRaw<LineageAgent[]>`
    WITH RECURSIVE above AS (
      SELECT id, parent_task_id, agent_id, 0 AS distance FROM tasks WHERE id = ${id}::uuid
      UNION ALL
      SELECT t.id, t.parent_task_id, t.agent_id, a.distance + 1 FROM tasks t JOIN above a ON t.id = a.parent_task_id
    )
    SELECT g.name, g.tools, g.confirm_tools, coalesce(g.extends_tools_to, '{}') AS extends_tools_to
    FROM above JOIN agents g ON g.id = above.agent_id ORDER BY distance`;
}

/** A task of a family as its tree shows it. */
export type FamilyRow = {
  id: string;
  parent_task_id: string | null;
  title: string;
  agent_id: string;
  agent_name: string;
  status: TaskStatus;
  awaits_children: boolean;
  waiting_on: string[];
  input_tokens: number;
  output_tokens: number;
  cost_microusd: bigint | null;
  steps: number;
  created_at: Date;
};

/** Parents before children. */
export async function listFamily(db: Db, rootId: string): Promise<FamilyRow[]> {
  return db.$queryRaw<FamilyRow[]>`
    SELECT t.id, t.parent_task_id, t.title, a.id AS agent_id, a.name AS agent_name, t.status,
           (t.status = 'pending' AND t.run_at = 'infinity') AS awaits_children,
           ARRAY (SELECT i.call_id::text FROM input_requests i WHERE i.task_id = t.id AND i.state = 'pending' ORDER BY i.asked_at, i.call_id) AS waiting_on,
           t.input_tokens, t.output_tokens, t.cost_microusd, t.steps, t.created_at
    FROM tasks t JOIN agents a ON a.id = t.agent_id WHERE t.root_task_id = ${rootId}::uuid
    ORDER BY t.depth, t.created_at, t.id`;
}
