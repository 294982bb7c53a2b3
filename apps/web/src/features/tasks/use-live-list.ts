import {
  liveEndpoints,
  taskEndpoints,
  type Live,
  type StatusCounts,
  type TaskPage,
} from '@taskhelm/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { call } from '../../lib/api-client.ts';
import { noteBuild } from '../../lib/live-mode.ts';
import { listPollInterval } from '../../lib/poll-interval.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError } from '../../lib/toast.ts';
import { patchPage } from './patch-page.ts';
import { taskQueries } from './task-queries.ts';
import { toFilter, toListQuery, type TaskSearch } from './task-search.ts';

/** What the ticks have told about a list since it was read: `first` are the counts of the first one. */
type LiveList = Live & { first: StatusCounts };

/**
 * One request a tick for an open list. It patches the rows that are shown and counts the rest; what is new waits for
 * `showNew`, unless the list is empty.
 */
export function useLiveList(
  search: TaskSearch,
  page: TaskPage | undefined,
  onSearch: (search: TaskSearch) => void,
): { live: LiveList | undefined; showNew: () => void } {
  const queryClient = useQueryClient();
  const listKey = taskQueries.list(search).queryKey;
  const liveKey = queryKeys.taskLive(toListQuery(search), page?.as_of);
  const live = useQuery({
    queryKey: liveKey,
    enabled: page !== undefined,
    gcTime: 30_000,
    queryFn: async ({ signal }): Promise<LiveList> => {
      const before = queryClient.getQueryData<LiveList>(liveKey);
      const answer = await call(liveEndpoints.get, {
        query: {
          ...toFilter(search),
          ids: queryClient.getQueryData<TaskPage>(listKey)?.data.map((task) => task.id),
          as_of: page?.as_of,
          since: before?.server_time,
        },
        signal,
      });
      queryClient.setQueryData<TaskPage>(listKey, (known) => known && patchPage(known, answer.rows));
      noteBuild(answer.build_id);
      return { ...answer, first: before?.first ?? answer.counts };
    },
    refetchInterval: (query) => steadied(listPollInterval(page?.data.map((task) => task.status)), query),
  });

  const showNew = (): void => {
    const { as_of: _anchor, page: _page, ...first } = search;
    call(taskEndpoints.list, { query: toListQuery(first) }).then(
      (fresh) => {
        queryClient.setQueryData(taskQueries.list(first).queryKey, fresh);
        onSearch(first);
      },
      (error: unknown) => toastError('The new tasks could not be read', error as Error),
    );
  };
  const showFirst = useEffectEvent(showNew);
  const isEmpty = page?.data.length === 0 && page.page === 1;
  const newCount = live.data?.new_count ?? 0;
  useEffect(() => {
    if (isEmpty && newCount > 0) showFirst();
  }, [isEmpty, newCount]);

  return { live: live.data, showNew };
}
