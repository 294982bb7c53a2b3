import { lazy, Suspense, useState } from 'react';
import type { MenuEntry } from '../../components/menu.tsx';
import { usePreference } from '../../lib/preferences.ts';
import { FilterMenu } from './filter-menu.tsx';
import { changeSearch, type Loose, type TaskSearch } from './task-search.ts';
import { describeWindow, nameWindow, WINDOWS } from '../../lib/time-window.ts';

const TimeDialog = lazy(() => import('./time-dialog.tsx').then((module) => ({ default: module.TimeDialog })));

export type TimeBounds = Pick<TaskSearch, 'from' | 'to' | 'finished_from' | 'finished_to'>;

type TimeMenuProps = { search: TaskSearch; onChange: (search: TaskSearch) => void };

/** When tasks were created and finished. */
export function TimeMenu({ search, onChange }: TimeMenuProps) {
  const [isOwn, setOwn] = useState(false);
  const change = (bounds: Loose<TimeBounds>): void => onChange(changeSearch(search, bounds));
  const zone = usePreference('zone');
  const created = describeWindow(search.from, search.to, zone);
  const finished = describeWindow(search.finished_from, search.finished_to, zone);
  const summary = [created, finished && `finished ${finished}`].filter(Boolean).join(', ');
  const entries: MenuEntry[] = [
    { kind: 'heading', id: 'created', label: 'Created' },
    ...windowEntries('created', windowOf(search.from, search.to), (from) => change({ from, to: undefined })),
    { kind: 'heading', id: 'finished', label: 'Finished' },
    ...windowEntries('finished', windowOf(search.finished_from, search.finished_to), (finished_from) =>
      change({ finished_from, finished_to: undefined }),
    ),
    { kind: 'action', id: 'own', label: 'Other times…', onSelect: () => setOwn(true) },
  ];
  return (
    <>
      <FilterMenu label="Time" summary={summary} entries={entries} />
      {isOwn ? (
        <Suspense>
          <TimeDialog
            bounds={search}
            onClose={() => setOwn(false)}
            onChange={(bounds) => {
              setOwn(false);
              change(bounds);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** The window that begins at `from` and lasts until now; null for one that ends earlier, `any` for no bounds. */
const windowOf = (from: string | undefined, to: string | undefined): string | null =>
  to === undefined ? (from ?? 'any') : null;

function windowEntries(
  prefix: string,
  current: string | null,
  choose: (from: string | undefined) => void,
): MenuEntry[] {
  return [
    {
      kind: 'choice',
      id: `${prefix}-any`,
      label: 'Any time',
      chosen: current === 'any',
      onChoose: () => choose(undefined),
    },
    ...WINDOWS.map((window): MenuEntry => ({
      kind: 'choice',
      id: `${prefix}-${window}`,
      label: nameWindow(window),
      chosen: current === window,
      onChoose: () => choose(window),
    })),
  ];
}
