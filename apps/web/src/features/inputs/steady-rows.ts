import type { InboxItem } from '@taskhelm/contract';

/** A row of the inbox as it is shown. */
export type InboxRow = {
  item: InboxItem;
  /** Since when it is no longer in the list that the server sends: somebody else has seen to it. */
  goneSince: number | null;
};

/** So long a row that is gone is shown, if nobody is about to press it. */
export const LINGER_MS = 30_000;

type Steady = {
  now: number;
  /** The pointer or the focus is on the list: nothing in it may move. */
  isHeld: boolean;
  /** Call id of the request that is open, which stays in any case. */
  open: string | undefined;
};

/** The rows to show after `shown`, now that the server lists `fresh`. Nothing is pulled from under the cursor. */
export function steadyRows(
  shown: readonly InboxRow[],
  fresh: readonly InboxItem[],
  { now, isHeld, open }: Steady,
): InboxRow[] {
  const known = new Map(fresh.map((item) => [item.call_id, item]));
  const before = shown.map(({ item, goneSince }): InboxRow => {
    const current = known.get(item.call_id);
    return current ? { item: current, goneSince: null } : { item, goneSince: goneSince ?? now };
  });
  if (isHeld) return [...before, ...newestAfter(before, fresh)];
  const stays = ({ item, goneSince }: InboxRow): boolean =>
    goneSince === null || item.call_id === open || now - goneSince < LINGER_MS;
  return insertGone(before.filter(stays), fresh);
}

/** What can be put under the rows without moving any; what belongs between them waits. */
function newestAfter(rows: readonly InboxRow[], fresh: readonly InboxItem[]): InboxRow[] {
  const ids = new Set(rows.map(({ item }) => item.call_id));
  const last = fresh.findLastIndex((item) => ids.has(item.call_id));
  return fresh
    .slice(last + 1)
    .filter((item) => !ids.has(item.call_id))
    .map((item) => ({ item, goneSince: null }));
}

/** The server's order; what is gone keeps its place after the row that it stood under. */
function insertGone(before: readonly InboxRow[], fresh: readonly InboxItem[]): InboxRow[] {
  const rows: InboxRow[] = fresh.map((item) => ({ item, goneSince: null }));
  let above: string | undefined;
  for (const row of before) {
    if (row.goneSince !== null) {
      const at = above === undefined ? -1 : rows.findIndex(({ item }) => item.call_id === above);
      rows.splice(at + 1, 0, row);
    }
    above = row.item.call_id;
  }
  return rows;
}
