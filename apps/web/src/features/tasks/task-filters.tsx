import { TASK_SOURCES } from '@taskhelm/contract';
import type { ComponentProps } from 'react';
import { SOURCE_LABELS } from '../../components/source-label.tsx';
import { ActiveFilters } from './active-filters.tsx';
import { DisplayMenu } from './display-menu.tsx';
import { checkEntries, FilterMenu, summarise } from './filter-menu.tsx';
import { MoreFilters } from './more-filters.tsx';
import { StatusChips } from './status-chips.tsx';
import { TaskSearchBox } from './task-search-box.tsx';
import { changeSearch, type TaskSearch } from './task-search.ts';
import { TimeMenu } from './time-menu.tsx';

type TaskFiltersProps = {
  search: TaskSearch;
  /** Names of all agents; empty while they are not known. */
  agents: readonly string[];
  /** Those to choose from. */
  labels: readonly string[];
  counts: ComponentProps<typeof StatusChips>['counts'];
  onChange: (search: TaskSearch, how?: { replace: boolean }) => void;
};

export function TaskFilters({ search, agents, labels, counts, onChange }: TaskFiltersProps) {
  const change = (part: Partial<TaskSearch>): void => onChange(changeSearch(search, part));
  const chosenAgents = search.agent ?? [];
  const chosenSources = search.source ?? [];
  return (
    <div role="search" aria-label="Filter tasks" className="mt-2 flex min-w-0 flex-wrap items-center gap-2">
      <TaskSearchBox
        value={search.q ?? ''}
        onChange={(q) => onChange(changeSearch(search, { q }), { replace: true })}
      />
      <div className="flex items-center gap-2 max-md:-mx-4 max-md:w-[calc(100%+2rem)] max-md:overflow-x-auto max-md:px-4 max-md:py-1 md:contents">
        <StatusChips chosen={search.status ?? []} counts={counts} onChange={(status) => change({ status })} />
        <FilterMenu
          label="Agent"
          summary={summarise(chosenAgents)}
          entries={
            agents.length + chosenAgents.length === 0
              ? [{ kind: 'heading', id: 'none', label: 'None yet' }]
              : checkEntries(
                  [...new Set([...agents, ...chosenAgents])].map((name) => ({ value: name, label: name })),
                  chosenAgents,
                  (agent) => change({ agent }),
                )
          }
        />
        <FilterMenu
          label="Source"
          summary={summarise(chosenSources.map((source) => SOURCE_LABELS[source]))}
          entries={checkEntries(
            TASK_SOURCES.map((source) => ({ value: source, label: SOURCE_LABELS[source] })),
            chosenSources,
            (source) => change({ source }),
          )}
        />
        <TimeMenu search={search} onChange={onChange} />
        <MoreFilters search={search} labels={labels} onChange={onChange} />
        <ActiveFilters search={search} onChange={onChange} />
        <DisplayMenu search={search} onChange={onChange} />
      </div>
    </div>
  );
}
