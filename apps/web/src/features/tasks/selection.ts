import { taskOfRow, type RowKey } from './row-key.ts';

/** Which tasks are chosen, on whatever page they are; `anchor` is the row where a range begins. */
export type Selection = { ids: ReadonlySet<string>; anchor: RowKey | null };

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

export function toggleOne({ ids }: Selection, row: RowKey): Selection {
  const next = new Set(ids);
  const id = taskOfRow(row);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: row };
}

/** Adds all from the anchor to `row`, as the rows are shown. Without an anchor among them it is that one alone. */
export function selectRange({ ids, anchor }: Selection, rows: readonly RowKey[], row: RowKey): Selection {
  const to = rows.indexOf(row);
  const from = anchor === null ? to : rows.indexOf(anchor);
  if (from === -1) return { ids: new Set([...ids, taskOfRow(row)]), anchor: row };
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range.map(taskOfRow)]), anchor };
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
