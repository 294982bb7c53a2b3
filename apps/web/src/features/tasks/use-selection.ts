import { useState } from 'react';
import { NOTHING_SELECTED, selectRange, toggleOne, togglePage, type Selection } from './selection.ts';
import type { RowKey } from './row-key.ts';
import { toFilter, type TaskSearch } from './task-search.ts';

export type TaskSelection = {
  ids: ReadonlySet<string>;
  /** All that match the filters are meant, on every page. */
  isEverything: boolean;
  toggle: (row: RowKey) => void;
  /** From where the last one was chosen to here. */
  extend: (row: RowKey) => void;
  togglePage: () => void;
  selectEverything: () => void;
  clear: () => void;
  /** These and no others. */
  replace: (ids: string[]) => void;
};

type Held = Selection & { isEverything: boolean; filter: string };

/**
 * What is chosen stays so on other pages, and is let go with the filters it was chosen under. `order` has the tasks of the
 * page, `shownRows` also those that are opened beneath them.
 */
export function useSelection(
  search: TaskSearch,
  order: readonly string[],
  shownRows: () => RowKey[],
): TaskSelection {
  const filter = JSON.stringify(toFilter(search));
  const empty: Held = { ...NOTHING_SELECTED, isEverything: false, filter };
  const [held, setHeld] = useState(empty);
  const change = (next: (selection: Selection) => Selection): void =>
    setHeld((before) => ({
      ...next(before.filter === filter ? before : empty),
      isEverything: false,
      filter,
    }));
  const shown = held.filter === filter ? held : empty;
  return {
    ids: shown.ids,
    isEverything: shown.isEverything,
    toggle: (row) => change((selection) => toggleOne(selection, row)),
    extend: (row) => {
      const rows = shownRows();
      change((selection) => selectRange(selection, rows, row));
    },
    togglePage: () => change((selection) => togglePage(selection, order)),
    selectEverything: () => setHeld({ ids: new Set(order), anchor: null, isEverything: true, filter }),
    clear: () => setHeld(empty),
    replace: (ids) => change(() => ({ ids: new Set(ids), anchor: null })),
  };
}
