/** Which tasks are chosen, on whatever page they are; `anchor` is where a range begins. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | null };

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

export function toggleOne({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Adds all from the anchor to `id`, in the order of the page. Without an anchor on the page it is that one alone. */
export function selectRange({ ids, anchor }: Selection, order: readonly string[], id: string): Selection {
  const to = order.indexOf(id);
  const from = anchor === null ? to : order.indexOf(anchor);
  if (from === -1) return { ids: new Set([...ids, id]), anchor: id };
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range]), anchor };
}

/** All of the page, or none of it where all are chosen already. */
export function togglePage({ ids }: Selection, order: readonly string[]): Selection {
  const next = new Set(ids);
  if (pageState({ ids }, order) === 'all') for (const id of order) next.delete(id);
  else for (const id of order) next.add(id);
  return { ids: next, anchor: null };
}

export function pageState(
  { ids }: Pick<Selection, 'ids'>,
  order: readonly string[],
): 'all' | 'some' | 'none' {
  const chosen = order.filter((id) => ids.has(id)).length;
  if (chosen === 0) return 'none';
  return chosen === order.length ? 'all' : 'some';
}
