import type { Task, TaskSort } from '@taskhelm/contract';
import { useTable, type SortingState, type Updater } from '@tanstack/react-table';
import { clsx } from 'clsx';
import { useMemo } from 'react';
import type { Density } from '../../lib/density.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { useAfterPaint } from '../../lib/use-after-paint.ts';
import { SelectBox } from './select-box.tsx';
import { pageState } from './selection.ts';
import { columnClass, columnWidth, columnsOf, leastTableWidth, taskTableFeatures } from './task-columns.tsx';
import { DEFAULT_COLUMNS, type TaskColumnId } from './table-view.ts';
import { HEAD_CLASS, HeadCell } from './task-table-head.tsx';
import type { TaskSelection } from './use-selection.ts';

type TaskTableProps = {
  tasks: readonly Task[];
  /** Those that no longer match the filters. */
  left: ReadonlySet<string>;
  selection: TaskSelection;
  /** Undefined: the usual ones. */
  columns: readonly TaskColumnId[] | undefined;
  /** Undefined: as the person prefers it. */
  density: Density | undefined;
  /** The task that is looked into. */
  peek: string | undefined;
  sort: TaskSort;
  onSort: (sort: TaskSort) => void;
};

const UNSORTED: SortingState = [];
const ROW_HEIGHTS: Record<Density, string> = { compact: 'h-7.5', default: 'h-9', comfortable: 'h-11' };
const ROW_PX: Record<Density, number> = { compact: 30, default: 36, comfortable: 44 };

export function TaskTable(props: TaskTableProps) {
  const { tasks, left, selection, columns, peek, sort, onSort } = props;
  const preferences = usePreferences();
  const density = props.density ?? preferences.density;
  const areChosen = columns !== undefined;
  const isPainted = useAfterPaint();
  const data = useMemo(() => tasks.map((task) => ({ ...task, hasLeft: left.has(task.id) })), [tasks, left]);
  const order = tasks.map(({ id }) => id);
  const sorting = useMemo(() => toSorting(sort), [sort]);
  const shownColumns = useMemo(() => columnsOf(columns ?? DEFAULT_COLUMNS), [columns]);
  const table = useTable({
    features: taskTableFeatures,
    columns: shownColumns,
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
  const rows = table.getRowModel().rows;
  // What fits on the screen comes first; the rest has its room meanwhile, so that the page is as long as it will be.
  const shown = isPainted ? rows : rows.slice(0, Math.ceil(innerHeight / ROW_PX[density]));
  const rest = rows.length - shown.length;
  return (
    <table
      style={areChosen ? { minWidth: leastTableWidth(columns, preferences.times) } : undefined}
      className="w-full table-fixed border-separate border-spacing-0"
    >
      <caption className="sr-only">Tasks</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            <th
              scope="col"
              style={{ width: columnWidth('select', preferences.times) }}
              className={HEAD_CLASS}
            >
              <SelectBox
                label="Select all on this page"
                state={pageState(selection, order)}
                onToggle={selection.togglePage}
              />
            </th>
            {group.headers.map((header) => (
              <HeadCell
                key={header.id}
                column={header.column}
                areChosen={areChosen}
                isCovered={selection.ids.size > 0}
              >
                <table.FlexRender header={header} />
              </HeadCell>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr
            key={row.id}
            data-task-id={row.id}
            data-peeked={row.id === peek || undefined}
            className={clsx(
              'group/row data-peeked:bg-hover',
              ROW_HEIGHTS[density],
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
                  columnClass(cell.column.id, areChosen),
                )}
              >
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
        {rest > 0 ? <tr aria-hidden style={{ height: rest * ROW_PX[density] }} /> : null}
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
