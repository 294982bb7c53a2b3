import { TASK_STATUSES, type TaskDetail } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { taskQueries } from './task-queries.ts';

export const isAlone = (task: TaskDetail): boolean =>
  task.parent_task_id === null && task.children.total === 0;

/** The tasks above and below one, read again whenever a child of it has moved on. */
export function useFamily(task: TaskDetail) {
  const moves = TASK_STATUSES.map((status) => task.children.by_status[status] ?? 0).join();
  return useQuery({ ...taskQueries.family(task.id, moves), enabled: !isAlone(task) });
}
