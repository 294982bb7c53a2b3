import { TASK_SORTS, type TaskSort } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Drawer, DrawerClose } from '../../components/drawer.tsx';
import type { MenuEntry } from '../../components/menu.tsx';
import { changeSearch, isFiltered, sortOf, withoutFilters } from './task-search.ts';
import { useFilterEntries, type FilterChoices } from './use-filter-entries.tsx';

const SORT_LABELS: Record<TaskSort, string> = {
  '-created_at': 'Newest first',
  created_at: 'Oldest first',
  '-started_at': 'Last started',
  started_at: 'First started',
  '-finished_at': 'Last finished',
  finished_at: 'First finished',
  '-priority': 'Highest priority',
  priority: 'Lowest priority',
};

type FilterDrawerProps = FilterChoices & {
  /** How many tasks are left, in words; undefined while that is not known. */
  total: string | undefined;
  onClose: () => void;
};

/** On a phone: what the menus and the heads of the table choose. The list behind it follows at once. */
export function FilterDrawer({ total, onClose, ...choices }: FilterDrawerProps) {
  const { search, onChange } = choices;
  // Those of the list as it was: fewer tasks have fewer labels, and what is below would move under the finger.
  const [labels] = useState(choices.labels);
  const { entries, dialog } = useFilterEntries({ ...choices, labels });
  const groups = toGroups([
    { kind: 'heading', id: 'agents', label: 'Agent' },
    ...entries.agent,
    { kind: 'heading', id: 'sources', label: 'Source' },
    ...entries.source,
    ...entries.time,
    ...entries.more,
    { kind: 'heading', id: 'sort', label: 'Sort' },
    ...TASK_SORTS.map((sort): MenuEntry => ({
      kind: 'choice',
      id: sort,
      label: SORT_LABELS[sort],
      chosen: sortOf(search) === sort,
      onChoose: () => onChange(changeSearch(search, { sort })),
    })),
  ]);
  return (
    <Drawer
      title="Filters"
      onClose={onClose}
      footer={
        <>
          <Button disabled={!isFiltered(search)} onClick={() => onChange(withoutFilters(search))}>
            Clear
          </Button>
          <DrawerClose render={<Button variant="primary" className="flex-1" />}>
            {total === undefined ? 'Show tasks' : `Show ${total}`}
          </DrawerClose>
        </>
      }
    >
      <div className="space-y-3 px-4 py-3">
        {groups.map((group) => (
          <fieldset key={group.id}>
            <legend className="pb-1 text-sm text-muted">{group.label}</legend>
            <div className="flex flex-wrap gap-1.5">
              {group.entries.map((entry) => (
                <Choice key={entry.id} entry={entry} />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      {dialog}
    </Drawer>
  );
}

type ChoiceEntry = Exclude<MenuEntry, { kind: 'heading' }>;

function Choice({ entry }: { entry: ChoiceEntry }) {
  const { isChosen, choose } = readChoice(entry);
  return (
    <Button
      aria-pressed={isChosen}
      className={clsx('max-w-full !rounded-full', isChosen && '!border-accent !bg-accent-tint !text-accent')}
      onClick={choose}
    >
      <span className="truncate">{entry.label}</span>
    </Button>
  );
}

function readChoice(entry: ChoiceEntry): { isChosen: boolean | undefined; choose: () => void } {
  switch (entry.kind) {
    case 'check':
      return { isChosen: entry.checked, choose: () => entry.onChange(!entry.checked) };
    case 'choice':
      return { isChosen: entry.chosen, choose: entry.onChoose };
    case 'action':
      return { isChosen: undefined, choose: entry.onSelect };
  }
}

type Group = { id: string; label: ReactNode; entries: ChoiceEntry[] };

/** What stands below each heading; one without anything is left out. */
function toGroups(entries: readonly MenuEntry[]): Group[] {
  const groups: Group[] = [];
  for (const entry of entries) {
    if (entry.kind === 'heading') groups.push({ ...entry, entries: [] });
    else groups.at(-1)?.entries.push(entry);
  }
  return groups.filter((group) => group.entries.length > 0);
}
