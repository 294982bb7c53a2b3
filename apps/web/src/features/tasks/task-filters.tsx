import type { ComponentProps } from 'react';
import { SOURCE_LABELS } from '../../components/source-label.tsx';
import { usePreference, type Zone } from '../../lib/preferences.ts';
import { describeWindow } from '../../lib/time-window.ts';
import { usePhoneLayout } from '../../lib/use-media-query.ts';
import { ActiveFilters } from './active-filters.tsx';
import { describeFilters } from './describe-filters.ts';
import { DisplayMenu } from './display-menu.tsx';
import { FilterMenu, summarise } from './filter-menu.tsx';
import { FiltersButton } from './filters-button.tsx';
import { StatusChips } from './status-chips.tsx';
import { TaskSearchBox } from './task-search-box.tsx';
import { changeSearch, type TaskFilter, type TaskSearch } from './task-search.ts';
import type { FilterChoices, FilterName } from './use-filter-entries.tsx';
import { useParentTitle } from './use-parent-title.ts';

/** Filters that are seen where they are chosen. */
const SEEN: readonly (keyof TaskFilter)[] = ['status', 'q'];
const SEEN_ON_MENUS: readonly (keyof TaskFilter)[] = [...SEEN, 'source', 'agent', 'from', 'finished_from'];

type TaskFiltersProps = {
  choices: FilterChoices & { onChange: (search: TaskSearch, how?: { replace: boolean }) => void };
  counts: ComponentProps<typeof StatusChips>['counts'];
  /** How many tasks there are under the filters, in words; undefined while that is not known. */
  total: string | undefined;
};

/** One line where there is room for it. A phone has a drawer for what does not fit. */
export function TaskFilters({ choices, counts, total }: TaskFiltersProps) {
  const isPhone = usePhoneLayout();
  const zone = usePreference('zone');
  const { search, onChange } = choices;
  const seen = isPhone ? SEEN : SEEN_ON_MENUS;
  const active = describeFilters(search, zone, useParentTitle(search)).filter(
    ({ key }) => !seen.includes(key),
  );
  return (
    <div role="search" aria-label="Filter tasks" className="mt-2 space-y-2">
      <div className="flex flex-wrap items-center gap-2 min-[90rem]:flex-nowrap min-[90rem]:gap-1.5">
        <TaskSearchBox
          value={search.q ?? ''}
          onChange={(q) => onChange(changeSearch(search, { q }), { replace: true })}
        />
        {isPhone ? <FiltersButton count={active.length} choices={choices} total={total} /> : null}
        <StatusChips
          chosen={search.status ?? []}
          counts={counts}
          onChange={(status) => onChange(changeSearch(search, { status }))}
        />
        {isPhone ? null : (
          <div className="flex min-w-0 flex-auto items-center gap-1.5 max-[90rem]:basis-full">
            {MENUS.map(({ name, label, summary }) => (
              <FilterMenu
                key={name}
                name={name}
                label={label}
                summary={summary(search, zone)}
                choices={choices}
              />
            ))}
            <DisplayMenu search={search} onChange={onChange} />
          </div>
        )}
      </div>
      <ActiveFilters filters={active} search={search} onChange={onChange} />
    </div>
  );
}

type Menu = { name: FilterName; label: string; summary: (search: TaskSearch, zone: Zone) => string };

const MENUS: readonly Menu[] = [
  { name: 'agent', label: 'Agent', summary: ({ agent = [] }) => summarise(agent) },
  {
    name: 'source',
    label: 'Source',
    summary: ({ source = [] }) => summarise(source.map((one) => SOURCE_LABELS[one])),
  },
  { name: 'time', label: 'Time', summary: summariseTimes },
  {
    name: 'more',
    label: 'More',
    summary: ({ priority, label, waiting_over, parent }) =>
      String([priority, label, waiting_over, parent?.includes('none')].filter(Boolean).length || ''),
  },
];

function summariseTimes({ from, to, finished_from, finished_to }: TaskSearch, zone: Zone): string {
  const finished = describeWindow(finished_from, finished_to, zone);
  return [describeWindow(from, to, zone), finished && `finished ${finished}`].filter(Boolean).join(', ');
}
