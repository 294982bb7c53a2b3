import { isFinal, type FamilyNode, type TaskFamily, type TaskTurn } from '@taskhelm/contract';
import type { FamilyRow } from './family-repository.ts';
import { usageOf } from './task-view.ts';

export function toTaskFamily(rootId: string, rows: FamilyRow[]): TaskFamily {
  const nodes = rows.map(toNode);
  const sum = (pick: (node: FamilyNode) => number): number =>
    nodes.reduce((total, node) => total + pick(node), 0);
  const priced = nodes.some((node) => node.usage.cost_microusd !== null);
  return {
    root_id: rootId,
    nodes,
    usage: {
      input_tokens: sum((node) => node.usage.input_tokens),
      output_tokens: sum((node) => node.usage.output_tokens),
      cost_microusd: priced ? sum((node) => node.usage.cost_microusd ?? 0) : null,
      steps: sum((node) => node.usage.steps),
    },
  };
}

function toNode(row: FamilyRow): FamilyNode {
  return {
    id: row.id,
    parent_task_id: row.parent_task_id,
    title: row.title,
    agent: { id: row.agent_id, name: row.agent_name },
    status: row.status,
    turn: turnOf(row),
    waiting_on: row.waiting_on,
    usage: usageOf(row),
    created_at: row.created_at.toISOString(),
  };
}

function turnOf(row: FamilyRow): TaskTurn | null {
  if (isFinal(row.status)) return null;
  if (row.status === 'needs_input') return 'person';
  if (row.status === 'in_progress') return 'agent';
  return row.awaits_children ? 'child' : 'queue';
}
