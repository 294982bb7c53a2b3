import { TASK_STATUSES } from '@taskhelm/contract';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useCommand } from '../../lib/commands.ts';
import { STATUS_LABELS } from '../../components/status-badge.tsx';
import { toggled } from './status-chips.tsx';
import type { TaskSelection } from './use-selection.ts';
import { keyOfRow, rowAt } from './list-rows.ts';
import { changeLook, changeSearch, pageOf, type TaskSearch } from './task-search.ts';

type ListCommands = {
  region: RefObject<HTMLElement | null>;
  search: TaskSearch;
  onSearch: (search: TaskSearch, how?: { replace: boolean }) => void;
  /** The page that is shown; undefined while another is on its way. */
  page: { total_pages: number; as_of: string } | undefined;
  /** Whether its rows are those in the region. */
  isDrawn: boolean;
  selection: TaskSelection;
  /** Undefined where nothing is new. */
  showNew: (() => void) | undefined;
};

const group = 'Task list';

/** The keys of the list. j and k walk along the titles, whose links Enter follows. */
export function useListCommands({
  region,
  search,
  onSearch,
  page,
  isDrawn,
  selection,
  showNew,
}: ListCommands): void {
  const links = (): HTMLElement[] => [
    ...(region.current?.querySelectorAll<HTMLElement>('[data-task-link]') ?? []),
  ];
  const move = (step: 1 | -1): void => {
    const all = links();
    const here = rowAt(document.activeElement);
    const at = here === null ? -1 : all.findIndex((link) => rowAt(link) === here);
    const next = all[at === -1 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
    next?.focus();
    // What is looked into follows.
    const id = rowAt(next ?? null)?.dataset['taskId'];
    if (search.peek && id) onSearch(changeLook(search, { peek: id }), { replace: true });
  };
  const turn = (step: 1 | -1): void => {
    const to = pageOf(search) + step;
    if (page && to >= 1 && to <= page.total_pages) onSearch({ ...search, page: to, as_of: page.as_of });
  };
  useArrows(region, move, selection);
  const focusesFirst = useRef(false);
  useEffect(() => {
    if (!page || !isDrawn || !focusesFirst.current) return;
    focusesFirst.current = false;
    links()[0]?.focus();
  });

  const current = (): HTMLElement | null => rowAt(document.activeElement);
  useCommand({ id: 'row-next', keys: 'j', label: 'Next row, as ↓', group, run: () => move(1) });
  useCommand({ id: 'row-previous', keys: 'k', label: 'Previous row, as ↑', group, run: () => move(-1) });
  useCommand({
    id: 'row-select',
    keys: 'x',
    label: 'Select the row; ⇧↓ and ⇧↑ go on',
    group,
    run: () => {
      const row = current();
      if (row) selection.toggle(keyOfRow(row));
    },
  });
  useCommand({
    id: 'page-select',
    keys: 'mod+a',
    label: 'Select the page, from a row',
    group,
    isReady: () => current() !== null,
    run: selection.togglePage,
  });
  useCommand({
    id: 'peek',
    keys: 'Space',
    label: 'Look into the row, or no more',
    group,
    // Anything else that has the focus does with the key what it does.
    isReady: () => document.activeElement?.matches('[data-task-link]') ?? false,
    run: () => {
      const id = current()?.dataset['taskId'];
      onSearch(changeLook(search, { peek: id === search.peek ? undefined : id }));
    },
  });
  useCommand({ id: 'page-previous', keys: '[', label: 'Previous page', group, run: () => turn(-1) });
  useCommand({ id: 'page-next', keys: ']', label: 'Next page', group, run: () => turn(1) });
  useCommand(showNew ? { id: 'show-new', keys: 'n', label: 'Show new tasks', group, run: showNew } : null);
  const toggle = (at: number): void => {
    const status = TASK_STATUSES[at];
    if (!status) return;
    focusesFirst.current = true;
    onSearch(changeSearch(search, { status: toggled(search.status ?? [], status) }));
  };
  useStatusCommand(0, toggle);
  useStatusCommand(1, toggle);
  useStatusCommand(2, toggle);
  useStatusCommand(3, toggle);
  useStatusCommand(4, toggle);
  useStatusCommand(5, toggle);
}

/** Arrows walk as j and k do; with the shift key they choose on the way. */
function useArrows(
  region: RefObject<HTMLElement | null>,
  move: (step: 1 | -1) => void,
  selection: TaskSelection,
) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const from = rowAt(event.target);
    if (!step || from === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (event.shiftKey && !selection.ids.has(from.dataset['taskId'] ?? '')) selection.toggle(keyOfRow(from));
    move(step);
    const to = rowAt(document.activeElement);
    if (event.shiftKey && to) selection.extend(keyOfRow(to));
  });
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    const listener = (event: KeyboardEvent): void => onKey(event);
    element.addEventListener('keydown', listener);
    return () => element.removeEventListener('keydown', listener);
  });
}

const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 };

/** A number toggles its status; the first row then has the focus. */
function useStatusCommand(at: 0 | 1 | 2 | 3 | 4 | 5, toggle: (at: number) => void): void {
  const status = TASK_STATUSES[at];
  useCommand({
    id: `status-${status}`,
    keys: String(at + 1),
    label: `${STATUS_LABELS[status]}: only these, or not`,
    group,
    run: () => toggle(at),
  });
}
