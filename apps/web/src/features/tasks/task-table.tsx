import type { Task, TaskSort } from '@taskhelm/contract';
import { useTable, type SortingState, type Updater } from '@tanstack/react-table';
import { useDeferredValue, useMemo } from 'react';
import type { Density } from '../../lib/density.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { useLatest } from '../../lib/use-latest.ts';
import { SelectBox } from './select-box.tsx';
import { pageState } from './selection.ts';
import { columnWidth, columnsOf, leastTableWidth, shownTask, taskTableFeatures } from './task-columns.tsx';
import { DEFAULT_COLUMNS, type TaskColumnId } from './table-view.ts';
import { TaskRow, type RowLook } from './task-row.tsx';
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

const NONE: readonly string[] = [];
const UNSORTED: SortingState = [];
const ROW_HEIGHTS: Record<Density, string> = { compact: 'h-7.5', default: 'h-9', comfortable: 'h-11' };
const ROW_PX: Record<Density, number> = { compact: 30, default: 36, comfortable: 44 };

export function TaskTable(props: TaskTableProps) {
  const { tasks, left, selection, columns, peek, sort, onSort } = props;
  const preferences = usePreferences();
  const density = props.density ?? preferences.density;
  const areChosen = columns !== undefined;
  const data = useMemo(() => tasks.map((task) => shownTask(task, left.has(task.id))), [tasks, left]);
  const order = useMemo(() => tasks.map(({ id }) => id), [tasks]);
  const drawn = useDeferredValue(order, NONE);
  const select = useLatest((id: string, extendsRange: boolean): void =>
    extendsRange ? selection.extend(id) : selection.toggle(id),
  );
  const sorting = useMemo(() => toSorting(sort), [sort]);
  const shownColumns = useMemo(() => columnsOf(columns ?? DEFAULT_COLUMNS), [columns]);
  const look = useMemo(
    (): RowLook => ({ columns: shownColumns, areChosen, height: ROW_HEIGHTS[density] }),
    [shownColumns, areChosen, density],
  );
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
  // Of a new page, what fits on the screen comes first. The rest has its room meanwhile, so that the page is as long as it
  // will be.
  const fitting = Math.ceil(innerHeight / ROW_PX[density]);
  const shown = rows.filter(({ id }, index) => index < fitting || drawn.includes(id));
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
          <TaskRow
            key={row.id}
            row={row}
            look={look}
            isPeeked={row.id === peek}
            isSelected={selection.ids.has(row.id)}
            onSelect={select}
          />
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
