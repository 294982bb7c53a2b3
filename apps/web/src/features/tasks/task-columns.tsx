import type { Task } from '@taskhelm/contract';
import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import { clsx } from 'clsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { formatCost } from '../../lib/format-number.ts';
import type { Preferences } from '../../lib/preferences.ts';
import { PRIORITY_LABELS } from './priority-labels.ts';
import { COLUMN_LABELS, type TaskColumnId } from './table-view.ts';
import { TaskDuration } from './task-duration.tsx';
import { TaskRowActions } from './task-row-actions.tsx';
import { TaskSource } from './task-source.tsx';
import { TaskTitleCell } from './task-title-cell.tsx';

/** A task as the table shows it. */
export type ShownTask = Task & {
  /** It no longer matches the filters. */
  hasLeft: boolean;
  /** How far beneath the rows of the page. */
  level: number;
  /** Undefined where it has none, or where its title is not on the page. */
  parentTitle: string | undefined;
};

const made = new WeakMap<Task, ShownTask>();

/** The same task is shown by the same object, as long as nothing about it changes. */
export function shownTask(task: Task, hasLeft: boolean, parentTitle: string | undefined): ShownTask {
  const known = made.get(task);
  if (known?.hasLeft === hasLeft && known.parentTitle === parentTitle) return known;
  const shown = { ...task, hasLeft, level: 0, parentTitle };
  made.set(task, shown);
  return shown;
}

export const taskTableFeatures = tableFeatures({ rowSortingFeature });
const helper = createColumnHelper<typeof taskTableFeatures, ShownTask>();

const Nothing = () => <span className="text-muted">–</span>;
const moment = (at: string | null) => (at ? <RelativeTime at={at} /> : <Nothing />);

/** Column ids are the API's sort names. */
const allColumns = helper.columns([
  helper.accessor('status', {
    id: 'status',
    header: COLUMN_LABELS.status,
    enableSorting: false,
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  }),
  helper.accessor('title', {
    id: 'title',
    header: COLUMN_LABELS.title,
    enableSorting: false,
    cell: ({ row }) => <TaskTitleCell task={row.original} />,
  }),
  helper.accessor((task) => task.agent.name, {
    id: 'agent',
    header: COLUMN_LABELS.agent,
    enableSorting: false,
    cell: ({ getValue }) => <span className="block truncate">{getValue()}</span>,
  }),
  helper.accessor('source', {
    id: 'source',
    header: COLUMN_LABELS.source,
    enableSorting: false,
    cell: ({ row }) => <TaskSource task={row.original} />,
  }),
  helper.accessor('priority', {
    id: 'priority',
    header: COLUMN_LABELS.priority,
    cell: ({ getValue }) => PRIORITY_LABELS[getValue()],
  }),
  helper.accessor('labels', {
    id: 'labels',
    header: COLUMN_LABELS.labels,
    enableSorting: false,
    cell: ({ getValue }) => <span className="block truncate">{getValue().join(', ') || <Nothing />}</span>,
  }),
  helper.accessor('created_at', {
    id: 'created_at',
    header: COLUMN_LABELS.created_at,
    cell: ({ getValue }) => moment(getValue()),
  }),
  helper.accessor('started_at', {
    id: 'started_at',
    header: COLUMN_LABELS.started_at,
    cell: ({ getValue }) => moment(getValue()),
  }),
  helper.accessor('finished_at', {
    id: 'finished_at',
    header: COLUMN_LABELS.finished_at,
    cell: ({ getValue }) => moment(getValue()),
  }),
  helper.display({
    id: 'duration',
    header: COLUMN_LABELS.duration,
    cell: ({ row }) => <TaskDuration task={row.original} />,
  }),
  helper.accessor((task) => task.usage.cost_microusd, {
    id: 'cost',
    header: COLUMN_LABELS.cost,
    enableSorting: false,
    cell: ({ getValue }) => {
      const cost = getValue();
      return cost === null ? <Nothing /> : formatCost(cost);
    },
  }),
  helper.display({
    id: 'actions',
    header: 'Actions',
    cell: ({ row }) => <TaskRowActions task={row.original} />,
  }),
]);

/** The columns with these ids, in the order of the table, and the one with what can be done. */
export const columnsOf = (ids: readonly TaskColumnId[]) =>
  allColumns.filter(({ id }) => id === 'actions' || ids.some((wanted) => wanted === id));

/** In rem; the title has what is left. */
const WIDTHS: Record<Exclude<TaskColumnId, 'title'> | 'select' | 'actions', number> = {
  select: 2.75,
  status: 8.25,
  agent: 8,
  source: 7,
  priority: 5.5,
  labels: 9,
  created_at: 6.5,
  started_at: 6.5,
  finished_at: 6.5,
  duration: 6,
  cost: 5,
  actions: 9,
};
const TITLE_MIN = 16;

type Times = Preferences['times'];

export const columnWidth = (id: string, times: Times): string | undefined =>
  id in WIDTHS ? `${widthOf(id as keyof typeof WIDTHS, times)}rem` : undefined;

/** Dates with times are longer than `4m ago`. */
const widthOf = (id: keyof typeof WIDTHS, times: Times): number =>
  times === 'absolute' && id.endsWith('_at') ? 9 : WIDTHS[id];

/** Columns that a person chose are all shown, on narrow pages too. */
export function leastTableWidth(columns: readonly TaskColumnId[], times: Times): string {
  const widths = columns.map((id) => (id === 'title' ? TITLE_MIN : widthOf(id, times)));
  return `${widths.reduce((sum, width) => sum + width, WIDTHS.select + WIDTHS.actions)}rem`;
}

const ALIGNED_RIGHT = ['duration', 'cost'];
/** Those of the usual columns that give way on narrow pages. */
const GIVES_WAY: Record<string, string> = {
  agent: 'max-lg:hidden',
  source: 'max-lg:hidden',
  started_at: 'max-[90rem]:hidden',
};

export const columnClass = (id: string, areChosen: boolean): string =>
  clsx(ALIGNED_RIGHT.includes(id) && 'text-right', !areChosen && GIVES_WAY[id]);
