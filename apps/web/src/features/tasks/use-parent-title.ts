import { useQuery } from '@tanstack/react-query';
import { taskQueries } from './task-queries.ts';
import type { TaskFilter } from './task-search.ts';

/** The one task whose delegated tasks are looked at. */
export function onlyParent({ parent = [] }: TaskFilter): string | undefined {
  const ids = parent.filter((id) => id !== 'none');
  return ids.length === 1 ? ids[0] : undefined;
}

/** What that task is called, once it is known. */
export function useParentTitle(filter: TaskFilter): string | undefined {
  const id = onlyParent(filter);
  return useQuery({
    ...taskQueries.one(id ?? ''),
    enabled: id !== undefined,
    staleTime: Infinity,
    refetchInterval: false,
    select: (task) => task.title,
  }).data;
}
