import type { InboxItem } from '@taskhelm/contract';
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { useCommand } from '../../lib/commands.ts';
import { InboxRowButton } from './inbox-row.tsx';
import { steadyRows, type InboxRow } from './steady-rows.ts';

/**
 * The rows of a list that changes by itself. `readAt` is when it was last read. What this person has done (`done`) is gone at once;
 * what others have done is shown in its place for a while.
 */
export function useSteadyRows(
  list: RefObject<HTMLElement | null>,
  fresh: readonly InboxItem[],
  { readAt, open, done }: { readAt: number; open: string | undefined; done: ReadonlySet<string> },
): InboxRow[] {
  const [rows, setRows] = useState<InboxRow[]>(() => steadyRows([], fresh, { now: 0, isHeld: false, open }));
  const update = useEffectEvent(() => {
    const isHeld = list.current?.matches(':hover, :focus-within') ?? false;
    setRows((shown) => steadyRows(shown, fresh, { now: Date.now(), isHeld, open }));
  });
  useEffect(() => update(), [fresh, readAt]);
  // What is open stays until another one is.
  return rows.filter(({ item }) => item.call_id === open || !done.has(item.call_id));
}

type InboxListProps = {
  list: RefObject<HTMLUListElement | null>;
  label: string;
  rows: readonly InboxRow[];
  open: string | undefined;
  /** `browses`: the focus stays on the list. */
  onOpen: (callId: string, how: { browses: boolean }) => void;
};

export function InboxList({ list, label, rows, open, onOpen }: InboxListProps) {
  const move = (step: 1 | -1): void => {
    const here = callIdAt(document.activeElement) ?? open;
    const at = rows.findIndex(({ item }) => item.call_id === here);
    const next = rows[at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (!next) return;
    focusRow(list.current, next.item.call_id);
    onOpen(next.item.call_id, { browses: true });
  };
  const group = 'Answering';
  useCommand({ id: 'inbox-next', keys: 'j', label: 'Next request, as ↓', group, run: () => move(1) });
  useCommand({
    id: 'inbox-previous',
    keys: 'k',
    label: 'Previous request, as ↑',
    group,
    run: () => move(-1),
  });
  return (
    <ul
      ref={list}
      aria-label={label}
      onKeyDown={(event) => {
        const step = STEPS[event.key];
        if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        move(step);
      }}
    >
      {rows.map(({ item, goneSince }) => (
        <li key={item.call_id}>
          <InboxRowButton
            item={item}
            isGone={goneSince !== null}
            isOpen={item.call_id === open}
            onOpen={() => onOpen(item.call_id, { browses: false })}
          />
        </li>
      ))}
    </ul>
  );
}

const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 };

export function focusRow(list: HTMLElement | null, callId: string): void {
  list?.querySelector<HTMLElement>(`[data-call-id="${callId}"]`)?.focus();
}

const callIdAt = (element: Element | null): string | undefined =>
  element?.closest<HTMLElement>('[data-call-id]')?.dataset['callId'];
