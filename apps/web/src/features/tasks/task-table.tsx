import type { Task, TaskSort } from '@taskhelm/contract';
import { useTable, type SortingState, type Updater } from '@tanstack/react-table';
import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo } from 'react';
import { COLUMN_CLASSES, taskColumns, taskTableFeatures } from './task-columns.tsx';

type TaskTableProps = {
  tasks: readonly Task[];
  /** Those that no longer match the filters. */
  left: ReadonlySet<string>;
  sort: TaskSort;
  onSort: (sort: TaskSort) => void;
};

const UNSORTED: SortingState = [];

export function TaskTable({ tasks, left, sort, onSort }: TaskTableProps) {
  const data = useMemo(() => tasks.map((task) => ({ ...task, hasLeft: left.has(task.id) })), [tasks, left]);
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
            {group.headers.map((header) => {
              const direction = header.column.getIsSorted();
              const sortable = header.column.getCanSort();
              return (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={
                    direction
                      ? direction === 'asc'
                        ? 'ascending'
                        : 'descending'
                      : sortable
                        ? 'none'
                        : undefined
                  }
                  className={clsx(
                    'sticky top-0 z-10 h-8 border-b bg-surface px-2 text-left text-xs font-medium text-muted first:pl-4 last:pr-4',
                    COLUMN_CLASSES[header.column.id],
                  )}
                >
                  {sortable ? (
                    <button
                      type="button"
                      onClick={header.column.getToggleSortingHandler()}
                      className="-mx-1 inline-flex h-6 items-center gap-1 rounded px-1 hover:bg-hover hover:text-text"
                    >
                      <table.FlexRender header={header} />
                      {direction ? (
                        direction === 'asc' ? (
                          <ArrowUp aria-hidden className="size-3" />
                        ) : (
                          <ArrowDown aria-hidden className="size-3" />
                        )
                      ) : null}
                    </button>
                  ) : header.column.id === 'actions' ? (
                    <span className="sr-only">Actions</span>
                  ) : (
                    <table.FlexRender header={header} />
                  )}
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id} className="group/row h-9 hover:bg-surface">
            {row.getAllCells().map((cell) => (
              <td
                key={cell.id}
                className={clsx(
                  'border-b px-2 text-sm tabular-nums first:pl-4 last:pr-4',
                  row.original.status === 'needs_input' && 'first:shadow-[inset_3px_0_0_var(--needs-input)]',
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
