import type { FamilyNode, TaskTurn } from '@taskhelm/contract';

/** A task of the tree. `depth` is 0 for the first one. */
export type Branch = { node: FamilyNode; depth: number };

/** Families may have 500 tasks; more than these are not shown unasked. */
export const MOST_SHOWN = 30;

/** In reading order: each task is followed by those that it created, oldest first. */
export function arrangeFamily(nodes: readonly FamilyNode[]): Branch[] {
  const known = new Set(nodes.map(({ id }) => id));
  const below = Map.groupBy(nodes, ({ parent_task_id: parent }) =>
    parent !== null && known.has(parent) ? parent : null,
  );
  const walk = (parent: string | null, depth: number): Branch[] =>
    (below.get(parent) ?? []).flatMap((node) => [{ node, depth }, ...walk(node.id, depth + 1)]);
  return walk(null, 0);
}

/** What is worth a look in a large family: the way to the task itself, and whatever is open with the way to it. */
export function foldFamily(branches: readonly Branch[], currentId: string): Branch[] {
  if (branches.length <= MOST_SHOWN) return [...branches];
  const parents = new Map(branches.map(({ node }) => [node.id, node.parent_task_id]));
  const kept = new Set<string>();
  const keep = (id: string | null | undefined): void => {
    if (!id || kept.has(id)) return;
    kept.add(id);
    keep(parents.get(id));
  };
  keep(currentId);
  for (const { node } of branches) if (node.turn !== null) keep(node.id);
  return branches.filter(({ node }) => kept.has(node.id)).slice(0, MOST_SHOWN);
}

/** Those in which it is a person's turn, the one that waits longest first as far as the tree tells. */
export const waitingNodes = (nodes: readonly FamilyNode[]): FamilyNode[] =>
  nodes.filter(({ turn }) => turn === 'person');

export const TURN_WORDS: Record<TaskTurn, string> = {
  queue: 'waits for a worker',
  agent: 'at work',
  person: 'waits for a person',
  child: 'waits for a task below',
};
