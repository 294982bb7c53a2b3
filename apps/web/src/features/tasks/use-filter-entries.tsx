import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { MenuEntry } from '../../components/menu.tsx';
import { agentEntries, moreEntries, sourceEntries, timeEntries } from './filter-entries.ts';
import { changeSearch, type TaskSearch } from './task-search.ts';

const TimeDialog = lazy(() => import('./time-dialog.tsx').then((module) => ({ default: module.TimeDialog })));

export type FilterName = 'agent' | 'source' | 'time' | 'more';

export type FilterChoices = {
  search: TaskSearch;
  /** Names of all agents; empty while they are not known. */
  agents: readonly string[];
  /** Those to choose from. */
  labels: readonly string[];
  onChange: (search: TaskSearch) => void;
};

type FilterEntries = {
  entries: Record<FilterName, readonly MenuEntry[]>;
  /** Asks for other times than those of the entries. */
  dialog: ReactNode;
};

/** What narrows the list, in menus or in a drawer. */
export function useFilterEntries({ search, agents, labels, onChange }: FilterChoices): FilterEntries {
  const [isOwn, setOwn] = useState(false);
  const filter = { search, onChange };
  return {
    entries: {
      agent: agentEntries(agents, filter),
      source: sourceEntries(filter),
      time: timeEntries(() => setOwn(true), filter),
      more: moreEntries(labels, filter),
    },
    dialog: isOwn ? (
      <Suspense>
        <TimeDialog
          bounds={search}
          onClose={() => setOwn(false)}
          onChange={(bounds) => {
            setOwn(false);
            onChange(changeSearch(search, bounds));
          }}
        />
      </Suspense>
    ) : null,
  };
}
