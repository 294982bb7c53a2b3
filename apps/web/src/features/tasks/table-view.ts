/** Everything that the table can show, in its order; the ids of what can be sorted are the API's names. */
export const TASK_COLUMNS = [
  'status',
  'title',
  'agent',
  'source',
  'priority',
  'labels',
  'created_at',
  'started_at',
  'finished_at',
  'duration',
  'cost',
] as const;
export type TaskColumnId = (typeof TASK_COLUMNS)[number];

export const COLUMN_LABELS: Record<TaskColumnId, string> = {
  status: 'Status',
  title: 'Title',
  agent: 'Agent',
  source: 'Source',
  priority: 'Priority',
  labels: 'Labels',
  created_at: 'Created',
  started_at: 'Started',
  finished_at: 'Finished',
  duration: 'Duration',
  cost: 'Cost',
};

export const DEFAULT_COLUMNS: readonly TaskColumnId[] = [
  'status',
  'title',
  'agent',
  'source',
  'created_at',
  'started_at',
  'duration',
];

/** Without it a row says nothing and leads nowhere. */
export const FIXED_COLUMN: TaskColumnId = 'title';

/** `columns` with one shown or hidden, in the order of the table; undefined for the ones that are shown anyway. */
export function withColumn(
  columns: readonly TaskColumnId[],
  id: TaskColumnId,
  isShown: boolean,
): TaskColumnId[] | undefined {
  const next = TASK_COLUMNS.filter((column) => (column === id ? isShown : columns.includes(column)));
  return isDefault(next) ? undefined : next;
}

/** Columns as the address names them, with the one that is always there; undefined for the usual ones. */
export function normalColumns(columns: readonly TaskColumnId[] | undefined): TaskColumnId[] | undefined {
  if (!columns) return undefined;
  const shown = TASK_COLUMNS.filter((column) => column === FIXED_COLUMN || columns.includes(column));
  return isDefault(shown) ? undefined : shown;
}

const isDefault = (columns: readonly TaskColumnId[]): boolean => columns.join() === DEFAULT_COLUMNS.join();
