import type { StatusCounts, Task, TaskPage, TaskStatus } from '@taskhelm/contract';

/** The page with the newer state of its rows, in their places. The same page where nothing is newer. */
export function patchPage(page: TaskPage, rows: readonly Task[]): TaskPage {
  const newer = new Map(rows.map((row) => [row.id, row]));
  const isNewer = (task: Task): boolean => {
    const row = newer.get(task.id);
    if (row === undefined) return false;
    return row.updated_at > task.updated_at || row.status !== task.status || hasChangedUnwritten(row, task);
  };
  if (!page.data.some(isNewer)) return page;
  return { ...page, data: page.data.map((task) => (isNewer(task) ? (newer.get(task.id) ?? task) : task)) };
}

/** Time alone changes the health, and a new child nothing of the task itself: `updated_at` stays. */
const hasChangedUnwritten = (row: Task, task: Task): boolean =>
  row.updated_at === task.updated_at &&
  (row.health?.state !== task.health?.state ||
    row.health?.evidence !== task.health?.evidence ||
    row.children.total !== task.children.total);

/** How many more there are of each status than there were; nothing where the count has reached its cap. */
export function countGrowth(before: StatusCounts, now: StatusCounts): Partial<Record<TaskStatus, number>> {
  const grown = Object.entries(now.by_status).flatMap(([name, count]) => {
    const status = name as TaskStatus;
    const more = count - before.by_status[status];
    return more > 0 && !now.capped.includes(status) ? [[status, more]] : [];
  });
  return Object.fromEntries(grown) as Partial<Record<TaskStatus, number>>;
}

/** A page that was read while ticks went on: what they had told by then of its rows may be newer than it. */
export function keepNewer(page: TaskPage, known: TaskPage | undefined): TaskPage {
  const readAt = new Map(page.data.map((task) => [task.id, task.updated_at]));
  const newer = known?.data.filter(({ id, updated_at }) => updated_at > (readAt.get(id) ?? updated_at));
  return patchPage(page, newer ?? []);
}
