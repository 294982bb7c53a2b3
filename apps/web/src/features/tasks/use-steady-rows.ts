import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { holdRows, type HeldRow } from './held-rows.ts';

/** After the pointer has left, new rows wait this long, so that one can reach the pill that announces them. */
const GRACE_MS = 3_000;
const LOOK_MS = 500;
const SIGNS = ['pointerover', 'focusin', 'selectionchange'];

/**
 * New rows come in by themselves, but not under a person's pointer, focus or selection: `newCount` of them then wait for
 * `showNew`. A change of `viewKey` (another page, another filter) shows everything at once.
 */
export function useSteadyRows<Row extends HeldRow>(
  incoming: readonly Row[] | undefined,
  viewKey: string,
  region: RefObject<HTMLElement | null>,
): { rows: readonly Row[] | undefined; newCount: number; showNew: () => void } {
  const [held, setHeld] = useState<{ viewKey: string; rows: readonly Row[] } | null>(null);
  const hold = (): void =>
    setHeld((before) =>
      before?.viewKey === viewKey ? before : incoming ? { viewKey, rows: incoming } : null,
    );
  useOccupation(region, { onTaken: hold, onLeft: () => setHeld(null) });

  const isHeld = held !== null && held.viewKey === viewKey && held.rows.length > 0;
  const shown = isHeld && incoming ? holdRows(held.rows, incoming) : { rows: incoming, newCount: 0 };
  return { ...shown, showNew: () => setHeld(null) };
}

/** Tells while somebody is in `region`, and once when they have been away for a moment. */
function useOccupation(
  region: RefObject<HTMLElement | null>,
  tell: { onTaken: () => void; onLeft: () => void },
): void {
  const onTaken = useEffectEvent(tell.onTaken);
  const onLeft = useEffectEvent(tell.onLeft);
  useEffect(() => {
    let takenAt = 0;
    const look = (): void => {
      if (isOccupied(region.current)) {
        takenAt = performance.now();
        onTaken();
      } else if (takenAt > 0 && performance.now() - takenAt > GRACE_MS) {
        takenAt = 0;
        onLeft();
      }
    };
    const timer = setInterval(() => takenAt > 0 && look(), LOOK_MS);
    for (const sign of SIGNS) document.addEventListener(sign, look);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) document.removeEventListener(sign, look);
    };
  }, [region]);
}

function isOccupied(region: HTMLElement | null): boolean {
  if (!region) return false;
  if (region.matches(':hover') || region.contains(document.activeElement)) return true;
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && region.contains(selection.anchorNode);
}
