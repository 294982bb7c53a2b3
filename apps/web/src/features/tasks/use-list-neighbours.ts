import type { TaskPage } from '@taskhelm/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toastError } from '../../lib/toast.ts';
import { lastTaskSearch, noteTaskSearch } from './last-task-search.ts';
import { taskQueries } from './task-queries.ts';
import { pageOf, type TaskSearch } from './task-search.ts';

export type Neighbours = {
  /** The task's place in the list it was opened from, from 1. */
  position: number;
  total: number;
  totalIsCapped: boolean;
  /** Null at the ends of the list. */
  goToPrevious: (() => void) | null;
  goToNext: (() => void) | null;
};

/** The tasks before and after one in the list it was opened from; null where it was not opened from a list that has it. */
export function useListNeighbours(taskId: string): Neighbours | null {
  const search = lastTaskSearch();
  const page = useQuery({
    ...taskQueries.list(search ?? {}),
    enabled: search !== null,
    staleTime: Infinity,
    gcTime: Infinity,
  }).data;
  const go = useGo();
  const at = page?.data.findIndex(({ id }) => id === taskId) ?? -1;
  if (!search || !page || at === -1) return null;
  const stepTo = (index: number): (() => void) | null => {
    const inPage = page.data[index];
    if (inPage) return () => go.toTask(inPage.id);
    const number = pageOf(search) + (index < 0 ? -1 : 1);
    if (number < 1 || number > page.total_pages) return null;
    return () => void go.toPage({ ...search, page: number, as_of: page.as_of }, index < 0 ? 'last' : 'first');
  };
  return {
    position: (page.page - 1) * page.per_page + at + 1,
    total: page.total,
    totalIsCapped: page.total_is_capped,
    goToPrevious: stepTo(at - 1),
    goToNext: stepTo(at + 1),
  };
}

function useGo() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // Back leads to the list, not through all that was looked at.
  const toTask = (id: string): void => void navigate({ to: '/tasks/$id', params: { id }, replace: true });
  const toPage = async (search: TaskSearch, end: 'first' | 'last'): Promise<void> => {
    try {
      const page: TaskPage = await queryClient.fetchQuery(taskQueries.list(search));
      const task = page.data.at(end === 'first' ? 0 : -1);
      if (!task) return;
      noteTaskSearch(search);
      toTask(task.id);
    } catch (error) {
      toastError('The next page of the list could not be read', error as Error);
    }
  };
  return { toTask, toPage };
}
