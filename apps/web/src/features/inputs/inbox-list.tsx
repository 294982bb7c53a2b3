import type { InboxItem } from '@taskhelm/contract';
import { useState, type ComponentProps, type RefObject } from 'react';
import { useCommand } from '../../lib/commands.ts';
import { InboxRowButton } from './inbox-row.tsx';
import { steadyRows, type InboxRow } from './steady-rows.ts';

type SteadyRows = {
  /** When `fresh` was read. */
  readAt: number;
  open: string | undefined;
  /** What this person has seen to: it is gone at once. */
  done: ReadonlySet<string>;
  isHeld: boolean;
};

type Seen = { fresh: readonly InboxItem[]; readAt: number; rows: InboxRow[] };

/** The rows of a list that changes by itself. What others have done is shown in its place for a while. */
export function useSteadyRows(
  fresh: readonly InboxItem[],
  { readAt, open, done, isHeld }: SteadyRows,
): InboxRow[] {
  const [seen, setSeen] = useState<Seen>({ fresh: [], readAt: 0, rows: [] });
  let { rows } = seen;
  if (seen.fresh !== fresh || seen.readAt !== readAt) {
    rows = steadyRows(seen.rows, fresh, { now: readAt, isHeld, open });
    setSeen({ fresh, readAt, rows });
  }
  // What is open stays until another one is.
  return rows.filter(({ item }) => item.call_id === open || !done.has(item.call_id));
}

type Hold = Pick<ComponentProps<'ul'>, 'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'>;

/** Whether the pointer or the focus is on a list, which is to be given the `hold`. */
export function useHold(): { isHeld: boolean; hold: Hold } {
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const hold: Hold = {
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => setPointed(false),
    onFocus: () => setFocused(true),
    onBlur: ({ currentTarget, relatedTarget }) => setFocused(currentTarget.contains(relatedTarget)),
  };
  return { isHeld: isPointed || isFocused, hold };
}

type InboxListProps = {
  list: RefObject<HTMLUListElement | null>;
  hold: Hold;
  label: string;
  rows: readonly InboxRow[];
  open: string | undefined;
  /** `browses`: the focus stays on the list. */
  onOpen: (callId: string, how: { browses: boolean }) => void;
};

export function InboxList({ list, hold, label, rows, open, onOpen }: InboxListProps) {
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
      {...hold}
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
