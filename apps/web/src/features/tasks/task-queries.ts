import { taskEndpoints, type ListTasksQuery, type TaskDetail, type TaskPage } from '@taskhelm/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { detailPollInterval, listPollInterval } from '../../lib/poll-interval.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { keepNewer } from './patch-page.ts';
import { toListKey, toListQuery, type TaskSearch } from './task-search.ts';

/** Shown beneath a row; the API gives no more at once. */
export const MOST_CHILDREN = 100;
const FAMILY_MS = 3_000;
const RECEIPT_MS = 500;
const RECEIPT_WITHIN_MS = 10_000;

export const taskQueries = {
  list: (search: TaskSearch) =>
    queryOptions({
      queryKey: queryKeys.taskList(toListKey(search)),
      // Read again, it stays at the moment it was read at first: nothing is put between the rows.
      queryFn: async ({ signal, client, queryKey }) => {
        const known = (): TaskPage | undefined => client.getQueryData(queryKey);
        const asOf = search.as_of ?? known()?.as_of;
        const anchored = asOf === undefined ? search : { ...search, as_of: asOf };
        const page = await call(taskEndpoints.list, { query: toListQuery(anchored, Date.now()), signal });
        return keepNewer(page, known());
      },
      placeholderData: keepPreviousData,
      gcTime: 30_000,
    }),

  /** The same, for one who comes to the list: anchored anew. */
  newest: (search: TaskSearch) =>
    queryOptions({
      queryKey: queryKeys.taskList(toListKey(search)),
      queryFn: ({ signal }) => call(taskEndpoints.list, { query: toListQuery(search, Date.now()), signal }),
      gcTime: 30_000,
    }),

  /** A few tasks for a page about something else, by the API's own query. */
  some: (query: Partial<ListTasksQuery>) =>
    queryOptions({
      queryKey: queryKeys.taskList(query),
      queryFn: ({ signal }) => call(taskEndpoints.list, { query, signal }),
      refetchInterval: (found) =>
        steadied(listPollInterval(found.state.data?.data.map((task) => task.status)), found),
    }),

  /**
   * What a task delegated, as of the moment when it was asked for: nothing is put between the rows. It is asked for anew with
   * the list, which is of `listAsOf`, and whenever it is opened.
   */
  children: (id: string, listAsOf: string) =>
    queryOptions({
      queryKey: queryKeys.taskChildren(id, listAsOf),
      queryFn: ({ signal, client, queryKey }) => {
        const known: TaskPage | undefined = client.getQueryData(queryKey);
        return readChildren(id, { asOf: known?.as_of, signal });
      },
      placeholderData: keepPreviousData,
      gcTime: 0,
      refetchInterval: (found) =>
        steadied(listPollInterval(found.state.data?.data.map((task) => task.status)), found),
    }),

  one: (id: string) =>
    queryOptions({
      queryKey: queryKeys.task(id),
      queryFn: ({ signal }) => call(taskEndpoints.get, { params: { id }, signal }),
      refetchInterval: (query) => {
        const task = query.state.data;
        return steadied(awaitsReceipt(task) ? RECEIPT_MS : detailPollInterval(task?.status), query);
      },
    }),

  /** `moves` tells one state of the children from another. Read again while anything in the family is open. */
  family: (id: string, moves: string) =>
    queryOptions({
      queryKey: queryKeys.taskFamily(id, moves),
      placeholderData: keepPreviousData,
      queryFn: ({ signal }) => call(taskEndpoints.family, { params: { id }, signal }),
      refetchInterval: (query) =>
        steadied(query.state.data?.nodes.some(({ turn }) => turn !== null) ? FAMILY_MS : false, query),
    }),
};

/** As of now where no other moment is given. */
export function readChildren(id: string, how: { asOf?: string | undefined; signal?: AbortSignal } = {}) {
  const { asOf, signal } = how;
  const query = { per_page: MOST_CHILDREN, ...(asOf === undefined ? {} : { as_of: asOf }) };
  return call(taskEndpoints.children, { params: { id }, query, ...(signal ? { signal } : {}) });
}

/** It was cancelled just now, and its worker may yet say how it stopped. */
function awaitsReceipt(task: TaskDetail | undefined): boolean {
  const { cancel, started_at } = task ?? {};
  if (!cancel || !started_at || cancel.acknowledged_at) return false;
  return Date.now() - Date.parse(cancel.requested_at) < RECEIPT_WITHIN_MS;
}
