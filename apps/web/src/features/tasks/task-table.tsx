import type { Task, TaskSort } from '@taskhelm/contract';
import { useTable, type SortingState, type Updater } from '@tanstack/react-table';
import { useDeferredValue, useMemo } from 'react';
import type { Density } from '../../lib/density.ts';
import { idlePart } from '../../lib/idle-part.tsx';
import { usePreferences } from '../../lib/preferences.ts';
import { useLatest } from '../../lib/use-latest.ts';
import type { RowKey } from './row-key.ts';
import { SelectBox } from './select-box.tsx';
import { pageState } from './selection.ts';
import {
  columnWidth,
  columnsOf,
  leastTableWidth,
  shownTask,
  taskTableFeatures,
  type ShownTask,
} from './task-columns.tsx';
import { DEFAULT_COLUMNS, type TaskColumnId } from './table-view.ts';
import { ROW_PX, TaskRows, type RowLook, type TableLook } from './task-rows.tsx';
import { HEAD_CLASS, HeadCell } from './task-table-head.tsx';
import type { TaskSelection } from './use-selection.ts';

const ChildRows = idlePart(() => import('./list-later.ts').then((module) => module.ChildRows));

type TaskTableProps = {
  tasks: readonly Task[];
  /** The moment of the list. */
  asOf: string;
  /** Those that no longer match the filters. */
  left: ReadonlySet<string>;
  selection: TaskSelection;
  /** Undefined: the usual ones. */
  columns: readonly TaskColumnId[] | undefined;
  /** Undefined: as the person prefers it. */
  density: Density | undefined;
  /** The task that is looked into. */
  peek: string | undefined;
  /** The rows that show what they delegated. */
  open: readonly RowKey[] | undefined;
  onOpen: (row: RowKey, isOpen: boolean) => void;
  sort: TaskSort;
  onSort: (sort: TaskSort) => void;
};

const UNSORTED: SortingState = [];
const NONE: readonly string[] = [];

export function TaskTable(props: TaskTableProps) {
  const { tasks, left, selection, columns = DEFAULT_COLUMNS, sort, onSort } = props;
  const preferences = usePreferences();
  const areChosen = props.columns !== undefined;
  const data = useMemo(() => toShown(tasks, left), [tasks, left]);
  const order = useMemo(() => tasks.map(({ id }) => id), [tasks]);
  const drawn = useDeferredValue(order, NONE);
  const sorting = useMemo(() => toSorting(sort), [sort]);
  const shownColumns = useMemo(() => columnsOf(columns), [columns]);
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
  const density = props.density ?? preferences.density;
  const onOpen = useLatest(props.onOpen);
  const onSelect = useLatest((row: RowKey, extendsRange: boolean) =>
    extendsRange ? selection.extend(row) : selection.toggle(row),
  );
  const row = useMemo(
    (): RowLook => ({ columns, areChosen, density, onOpen, onSelect }),
    [columns, areChosen, density, onOpen, onSelect],
  );
  const look: TableLook = {
    row,
    selected: selection.ids,
    peek: props.peek,
    open: props.open ?? NONE,
    asOf: props.asOf,
    ChildRows,
  };
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
        <TaskRows rows={shown} look={look} />
        {rest > 0 ? <tr aria-hidden style={{ height: rest * ROW_PX[density] }} /> : null}
      </tbody>
    </table>
  );
}

function toShown(tasks: readonly Task[], left: ReadonlySet<string>): ShownTask[] {
  const titles = new Map(tasks.map(({ id, title }) => [id, title]));
  return tasks.map((task) => shownTask(task, left.has(task.id), titles.get(task.parent_task_id ?? '')));
}

function toSorting(sort: TaskSort): SortingState {
  return [{ id: sort.replace('-', ''), desc: sort.startsWith('-') }];
}

function fromSorting(sorting: SortingState): TaskSort {
  const first = (sorting.length > 0 ? sorting : UNSORTED)[0];
  return first ? (`${first.desc ? '-' : ''}${first.id}` as TaskSort) : '-created_at';
}
