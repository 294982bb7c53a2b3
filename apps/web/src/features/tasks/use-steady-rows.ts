import { useEffect, useRef, useState, type RefObject } from 'react';
import { holdRows, type HeldRow } from './held-rows.ts';

/** After the pointer has left, new rows wait this long, so that one can reach the pill that announces them. */
const GRACE_MS = 3_000;

/**
 * New rows come in by themselves, but not under a person's pointer, focus or selection: `newCount` of them then wait for
 * `showNew`. A change of `viewKey` (another page, another filter) shows everything at once.
 */
export function useSteadyRows<Row extends HeldRow>(
  incoming: readonly Row[] | undefined,
  viewKey: string,
  region: RefObject<HTMLElement | null>,
): { rows: readonly Row[] | undefined; newCount: number; showNew: () => void } {
  const [, redraw] = useState(0);
  const shown = useRef<{ viewKey: string; rows: readonly Row[] } | null>(null);
  const freeAt = useRef(0);

  useEffect(() => {
    if (newCountRef.current === 0) return;
    const timer = setInterval(() => {
      if (!isOccupied(region.current)) redraw((count) => count + 1);
    }, 1_000);
    return () => clearInterval(timer);
  });

  const newCountRef = useRef(0);
  if (!incoming) return { rows: undefined, newCount: 0, showNew: () => undefined };

  const before = shown.current;
  let rows: readonly Row[] = incoming;
  newCountRef.current = 0;
  if (before && before.viewKey === viewKey && before.rows.length > 0) {
    const held = holdRows(before.rows, incoming);
    if (isOccupied(region.current)) freeAt.current = Date.now() + GRACE_MS;
    if (Date.now() < freeAt.current) {
      rows = held.rows;
      newCountRef.current = held.newCount;
    }
  }
  shown.current = { viewKey, rows };

  const showNew = (): void => {
    shown.current = null;
    freeAt.current = 0;
    redraw((count) => count + 1);
  };
  return { rows, newCount: newCountRef.current, showNew };
}

function isOccupied(region: HTMLElement | null): boolean {
  if (!region) return false;
  if (region.matches(':hover') || region.contains(document.activeElement)) return true;
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && region.contains(selection.anchorNode);
}
