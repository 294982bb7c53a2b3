import { TASK_SOURCES } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { ChevronDown, X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '../../components/button.tsx';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { SOURCE_LABELS } from '../../components/source-label.tsx';
import { StatusChips } from './status-chips.tsx';
import { TaskSearchBox } from './task-search-box.tsx';
import { changeSearch, type TaskSearch } from './task-search.ts';

type TaskFiltersProps = {
  search: TaskSearch;
  /** Names of all agents; empty while they are not known. */
  agents: readonly string[];
  counts: ComponentProps<typeof StatusChips>['counts'];
  onChange: (search: TaskSearch, how?: { replace: boolean }) => void;
};

export function TaskFilters({ search, agents, counts, onChange }: TaskFiltersProps) {
  const change = (part: Partial<TaskSearch>): void => onChange(changeSearch(search, part));
  return (
    <div role="search" aria-label="Filter tasks" className="mt-2 flex min-w-0 flex-wrap items-center gap-2">
      <TaskSearchBox
        value={search.q ?? ''}
        onChange={(q) => onChange(changeSearch(search, { q }), { replace: true })}
      />
      <div className="flex items-center gap-2 max-md:-mx-4 max-md:w-[calc(100%+2rem)] max-md:overflow-x-auto max-md:px-4 max-md:py-1 md:contents">
        <StatusChips chosen={search.status ?? []} counts={counts} onChange={(status) => change({ status })} />
        <MultiSelect
          label="Agent"
          options={[...new Set([...agents, ...(search.agent ?? [])])].map((name) => ({
            value: name,
            label: name,
          }))}
          chosen={search.agent ?? []}
          onChange={(agent) => change({ agent })}
        />
        <MultiSelect
          label="Source"
          options={TASK_SOURCES.map((source) => ({ value: source, label: SOURCE_LABELS[source] }))}
          chosen={search.source ?? []}
          onChange={(source) => change({ source })}
        />
        {search.trigger ? (
          <Button
            size="small"
            className="max-w-60 !border-accent !bg-accent-tint !text-accent"
            aria-label={`Trigger ${search.trigger.join(', ')}; show tasks of any`}
            onClick={() => change({ trigger: [] })}
          >
            <span className="truncate">Trigger {search.trigger.join(', ')}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </Button>
        ) : null}
      </div>
    </div>
  );
}

type MultiSelectProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
};

function MultiSelect<Value extends string>({ label, options, chosen, onChange }: MultiSelectProps<Value>) {
  const first = options.find((option) => option.value === chosen[0])?.label;
  const summary = chosen.length > 1 ? `${chosen.length} chosen` : (first ?? 'any');
  return (
    <LazyMenu
      trigger={
        <Button
          size="small"
          className={clsx('max-w-52', chosen.length > 0 && '!border-accent !bg-accent-tint !text-accent')}
        >
          <span className="truncate">
            <span className={clsx(chosen.length === 0 && 'text-muted')}>{label}</span> {summary}
          </span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0" />
        </Button>
      }
      entries={
        options.length === 0
          ? [{ kind: 'heading', id: 'none', label: 'None yet' }]
          : options.map(({ value, label: text }) => ({
              kind: 'check',
              id: value,
              label: text,
              checked: chosen.includes(value),
              onChange: (on) => onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value)),
            }))
      }
    />
  );
}
