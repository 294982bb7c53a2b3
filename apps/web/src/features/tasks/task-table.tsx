import type { Task, TaskSort } from '@taskhelm/contract';
import { useTable, type SortingState, type Updater } from '@tanstack/react-table';
import { clsx } from 'clsx';
import { useMemo } from 'react';
import { SelectBox } from './select-box.tsx';
import { pageState } from './selection.ts';
import { COLUMN_CLASSES, taskColumns, taskTableFeatures } from './task-columns.tsx';
import { HEAD_CLASS, HeadCell } from './task-table-head.tsx';
import type { TaskSelection } from './use-selection.ts';

type TaskTableProps = {
  tasks: readonly Task[];
  /** Those that no longer match the filters. */
  left: ReadonlySet<string>;
  selection: TaskSelection;
  sort: TaskSort;
  onSort: (sort: TaskSort) => void;
};

const UNSORTED: SortingState = [];

export function TaskTable({ tasks, left, selection, sort, onSort }: TaskTableProps) {
  const data = useMemo(() => tasks.map((task) => ({ ...task, hasLeft: left.has(task.id) })), [tasks, left]);
  const order = tasks.map(({ id }) => id);
  const sorting = useMemo(() => toSorting(sort), [sort]);
  const table = useTable({
    features: taskTableFeatures,
    columns: taskColumns,
    data,
    getRowId: (task) => task.id,
    manualSorting: true,
    enableSortingRemoval: false,
    sortDescFirst: true,
    state: { sorting },
    onSortingChange: (updater: Updater<SortingState>) => {
      const next = typeof updater === 'function' ? updater(sorting) : updater;
      onSort(fromSorting(next));
    },
  });
  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <caption className="sr-only">Tasks</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            <th scope="col" className={clsx(HEAD_CLASS, 'w-11')}>
              <SelectBox
                label="Select all on this page"
                state={pageState(selection, order)}
                onToggle={selection.togglePage}
              />
            </th>
            {group.headers.map((header) => (
              <HeadCell key={header.id} column={header.column} isCovered={selection.ids.size > 0}>
                <table.FlexRender header={header} />
              </HeadCell>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <tr
            key={row.id}
            data-task-id={row.id}
            className={clsx(
              'group/row h-9',
              selection.ids.has(row.id) ? 'bg-accent-tint' : 'hover:bg-surface',
            )}
          >
            <td
              className={clsx(
                'border-b px-2 pl-4',
                row.original.status === 'needs_input' && 'shadow-[inset_3px_0_0_var(--needs-input)]',
              )}
            >
              <SelectBox
                label={`Select ${row.original.title}`}
                state={selection.ids.has(row.id) ? 'all' : 'none'}
                onToggle={(extendsRange) =>
                  extendsRange ? selection.extend(row.id) : selection.toggle(row.id)
                }
              />
            </td>
            {row.getAllCells().map((cell) => (
              <td
                key={cell.id}
                className={clsx(
                  'border-b px-2 text-sm tabular-nums last:pr-4',
                  COLUMN_CLASSES[cell.column.id],
                )}
              >
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function toSorting(sort: TaskSort): SortingState {
  return [{ id: sort.replace('-', ''), desc: sort.startsWith('-') }];
}

function fromSorting(sorting: SortingState): TaskSort {
  const first = (sorting.length > 0 ? sorting : UNSORTED)[0];
  return first ? (`${first.desc ? '-' : ''}${first.id}` as TaskSort) : '-created_at';
}
