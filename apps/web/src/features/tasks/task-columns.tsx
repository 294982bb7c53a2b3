import type { Task } from '@taskhelm/contract';
import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import { SourceLabel } from '../../components/source-label.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { TaskDuration } from './task-duration.tsx';
import { TaskRowActions } from './task-row-actions.tsx';
import { TaskTitleCell } from './task-title-cell.tsx';

/** A task as the table shows it; `hasLeft` where it no longer matches the filters. */
export type ShownTask = Task & { hasLeft: boolean };

export const taskTableFeatures = tableFeatures({ rowSortingFeature });
const helper = createColumnHelper<typeof taskTableFeatures, ShownTask>();

/** Column ids are the API's sort names. The classes give widths and say which columns give way on narrow pages. */
export const taskColumns = helper.columns([
  helper.accessor('status', {
    header: 'Status',
    enableSorting: false,
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  }),
  helper.accessor('title', {
    header: 'Title',
    enableSorting: false,
    cell: ({ row }) => <TaskTitleCell task={row.original} hasLeft={row.original.hasLeft} />,
  }),
  helper.accessor((task) => task.agent.name, {
    id: 'agent',
    header: 'Agent',
    enableSorting: false,
    cell: ({ getValue }) => <span className="block truncate">{getValue()}</span>,
  }),
  helper.accessor('source', {
    header: 'Source',
    enableSorting: false,
    cell: ({ getValue }) => <SourceLabel source={getValue()} />,
  }),
  helper.accessor('created_at', {
    header: 'Created',
    cell: ({ getValue }) => <RelativeTime at={getValue()} />,
  }),
  helper.accessor('started_at', {
    header: 'Started',
    cell: ({ getValue }) => {
      const at = getValue();
      return at ? <RelativeTime at={at} /> : <span className="text-muted">–</span>;
    },
  }),
  helper.display({
    id: 'duration',
    header: 'Duration',
    cell: ({ row }) => <TaskDuration task={row.original} />,
  }),
  helper.display({
    id: 'actions',
    header: 'Actions',
    cell: ({ row }) => <TaskRowActions task={row.original} />,
  }),
]);

export const COLUMN_CLASSES: Record<string, string> = {
  status: 'w-33',
  title: '',
  agent: 'w-32 max-lg:hidden',
  source: 'w-28 max-lg:hidden',
  created_at: 'w-26',
  started_at: 'w-26 max-[90rem]:hidden',
  duration: 'w-24 text-right',
  actions: 'w-27',
};
