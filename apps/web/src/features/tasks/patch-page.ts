import type { StatusCounts, Task, TaskPage, TaskStatus } from '@taskhelm/contract';

/** The page with the newer state of its rows, in their places. The same page where nothing is newer. */
export function patchPage(page: TaskPage, rows: readonly Task[]): TaskPage {
  const newer = new Map(rows.map((row) => [row.id, row]));
  const isNewer = (task: Task): boolean => {
    const row = newer.get(task.id);
    return row !== undefined && (row.updated_at > task.updated_at || row.status !== task.status);
  };
  if (!page.data.some(isNewer)) return page;
  return { ...page, data: page.data.map((task) => (isNewer(task) ? (newer.get(task.id) ?? task) : task)) };
}

/** How many more there are of each status than there were; nothing where the count has reached its cap. */
export function countGrowth(before: StatusCounts, now: StatusCounts): Partial<Record<TaskStatus, number>> {
  const grown = Object.entries(now.by_status).flatMap(([name, count]) => {
    const status = name as TaskStatus;
    const more = count - before.by_status[status];
    return more > 0 && !now.capped.includes(status) ? [[status, more]] : [];
  });
  return Object.fromEntries(grown) as Partial<Record<TaskStatus, number>>;
}
