import {
  liveEndpoints,
  taskEndpoints,
  type Live,
  type StatusCounts,
  type TaskPage,
} from '@taskhelm/contract';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { call } from '../../lib/api-client.ts';
import { noteBuild } from '../../lib/live-mode.ts';
import { listPollInterval } from '../../lib/poll-interval.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError } from '../../lib/toast.ts';
import { patchPage } from './patch-page.ts';
import { taskQueries } from './task-queries.ts';
import { toApiFilter, toFilter, toListKey, toListQuery, type TaskSearch } from './task-search.ts';

/** What the ticks have told about a list since it was read: `first` are the counts of the first one. */
type Ticks = Live & { first: StatusCounts };

export type LiveList = {
  /** How many tasks there are by status, now and when the list was read. */
  counts: { now: StatusCounts; first: StatusCounts } | undefined;
  newCount: number;
  /** Those on the page that no longer match the filters. */
  left: ReadonlySet<string>;
  /** Puts the new tasks in; resolves once they are there. */
  showNew: () => Promise<void>;
  /** The last tick failed; what is shown is of this time. */
  staleSince: number | null;
  retry: () => void;
};

/**
 * One request a tick for an open list. It patches the rows that are shown and counts the rest; what is new waits for
 * `showNew`, unless the list is empty. `page` is undefined while another page is on its way.
 */
export function useLiveList(
  search: TaskSearch,
  page: TaskPage | undefined,
  onSearch: (search: TaskSearch) => void,
): LiveList {
  const queryClient = useQueryClient();
  const ticks = useQuery({
    ...ticksQuery(search, page),
    enabled: page !== undefined,
    refetchInterval: (query) => steadied(listPollInterval(page?.data.map((task) => task.status)), query),
  });
  const live = ticks.isPlaceholderData ? undefined : ticks.data;
  const newCount = live?.new_count ?? 0;

  const isShown = useIsShown();
  const showNew = async (): Promise<void> => {
    const { as_of, page: number, ...newest } = search;
    try {
      const fresh = await call(taskEndpoints.list, { query: toListQuery(newest, Date.now()) });
      queryClient.setQueryData(taskQueries.list(newest).queryKey, fresh);
      // Whoever has gone on to another page meanwhile is not called back.
      if ((as_of ?? number) !== undefined && isShown()) onSearch(newest);
    } catch (error) {
      toastError('The new tasks could not be read', error as Error);
    }
  };
  useFillEmpty(page, newCount, showNew);

  return {
    counts: ticks.data && { now: ticks.data.counts, first: ticks.data.first },
    newCount,
    left: useMemo(() => new Set(live?.left), [live?.left]),
    showNew,
    staleSince: ticks.isError ? (live ? ticks.dataUpdatedAt : Date.parse(page?.as_of ?? '')) : null,
    retry: () => void ticks.refetch(),
  };
}

function ticksQuery(search: TaskSearch, page: TaskPage | undefined) {
  const listKey = taskQueries.list(search).queryKey;
  const key = queryKeys.taskLive(toListKey(search), page?.as_of);
  return queryOptions({
    queryKey: key,
    gcTime: 30_000,
    // The counts of the last list stay until those of this one are known.
    placeholderData: keepPreviousData,
    queryFn: async ({ signal, client }): Promise<Ticks> => {
      const before = client.getQueryData<Ticks>(key);
      const answer = await call(liveEndpoints.get, {
        query: {
          ...toApiFilter(toFilter(search), Date.parse(page?.as_of ?? '') || Date.now()),
          ids: client.getQueryData(listKey)?.data.map((task) => task.id),
          as_of: page?.as_of,
          since: before?.server_time,
        },
        signal,
      });
      const known = client.getQueryData(listKey);
      if (known && answer.rows.length > 0) {
        client.setQueryData(listKey, patchPage(known, answer.rows));
        void import('./list-later.ts').then(({ announceRows }) => announceRows(known.data, answer.rows));
      }
      // The badge agrees with the list, and is not asked for by itself meanwhile.
      client.setQueryData(queryKeys.inputCount, answer.inputs_pending);
      noteBuild(answer.build_id);
      return { ...answer, first: before?.first ?? answer.counts };
    },
  });
}

function useIsShown(): () => boolean {
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => void (shown.current = false);
  }, []);
  return () => shown.current;
}

/** Nothing is moved by rows that come into an empty list. */
function useFillEmpty(page: TaskPage | undefined, newCount: number, showNew: () => Promise<void>): void {
  const fill = useEffectEvent(() => void showNew());
  const isEmpty = page?.data.length === 0 && page.page === 1;
  useEffect(() => {
    if (isEmpty && newCount > 0) fill();
  }, [isEmpty, newCount]);
}
