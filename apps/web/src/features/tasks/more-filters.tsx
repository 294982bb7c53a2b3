import { TASK_PRIORITIES } from '@taskhelm/contract';
import { useRef } from 'react';
import type { MenuEntry } from '../../components/menu.tsx';
import { useCommand } from '../../lib/commands.ts';
import { checkEntries, FilterMenu } from './filter-menu.tsx';
import { PRIORITY_LABELS } from './priority-labels.ts';
import { changeSearch, type TaskSearch } from './task-search.ts';

const WAITING_OVER = ['15m', '1h', '4h', '1d'] as const;

type MoreFiltersProps = {
  search: TaskSearch;
  /** Labels to choose from. */
  labels: readonly string[];
  onChange: (search: TaskSearch) => void;
};

/** What narrows the list less often. What is chosen here stands beside it, to be removed. */
export function MoreFilters({ search, labels, onChange }: MoreFiltersProps) {
  const button = useRef<HTMLButtonElement>(null);
  useCommand({
    id: 'filters',
    keys: 'f',
    label: 'More filters',
    group: 'Task list',
    run: () => button.current?.click(),
  });
  const change = (part: Partial<TaskSearch>): void => onChange(changeSearch(search, part));
  const chosen = search.label ?? [];
  const isFirst = search.parent?.includes('none') ?? false;
  const entries: MenuEntry[] = [
    { kind: 'heading', id: 'priorities', label: 'Priority' },
    ...checkEntries(
      TASK_PRIORITIES.map((value) => ({ value, label: PRIORITY_LABELS[value] })),
      search.priority ?? [],
      (priority) => change({ priority }),
    ),
    { kind: 'heading', id: 'labels', label: labels.length > 0 ? 'Label' : 'No labels on this page' },
    ...checkEntries(
      [...new Set([...labels, ...chosen])].map((value) => ({ value: `label ${value}`, label: value })),
      chosen.map((value) => `label ${value}`),
      (values) => change({ label: values.map((value) => value.slice('label '.length)) }),
    ),
    { kind: 'heading', id: 'waiting', label: 'Waiting for a person' },
    ...WAITING_OVER.map((value): MenuEntry => ({
      kind: 'choice',
      id: value,
      label: `For over ${value}`,
      chosen: search.waiting_over === value,
      onChoose: () =>
        onChange(changeSearch(search, { waiting_over: search.waiting_over === value ? undefined : value })),
    })),
    { kind: 'heading', id: 'delegation', label: 'Delegation' },
    {
      kind: 'check',
      id: 'none',
      label: 'Only tasks that no other task delegated',
      checked: isFirst,
      onChange: (checked) => onChange(changeSearch(search, { parent: checked ? ['none'] : undefined })),
    },
  ];
  const count = [search.priority, search.label, search.waiting_over, isFirst].filter(Boolean).length;
  return (
    <FilterMenu
      buttonRef={button}
      keys="f"
      label="More"
      summary={count > 0 ? String(count) : ''}
      entries={entries}
    />
  );
}
