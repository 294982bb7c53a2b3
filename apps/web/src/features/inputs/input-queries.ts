import {
  inputEndpoints,
  type EndpointResponse,
  type InputKind,
  type InputSort,
  type InputState,
} from '@taskhelm/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { isFiltered, isNewestFirst, type InboxSearch } from './inbox-search.ts';

const LIST_MS = 3_000;
const ANSWERED_MS = 10_000;
const MOST_ROWS = 100;
const PAST_ROWS = 50;

export type InputPage = EndpointResponse<typeof inputEndpoints.list>;
export type InputListQuery = {
  snoozed: 'exclude' | 'only';
  sort: InputSort;
  agent: string[] | undefined;
  kind: InputKind[] | undefined;
};

const PAST: InputState[] = ['answered', 'declined'];

function toQuery(search: InboxSearch) {
  return {
    agent: search.agent,
    kind: search.kind === undefined ? undefined : [search.kind],
  };
}

export const inputQueries = {
  /** What waits for this person, or what they have put off. */
  list: (search: InboxSearch, snoozed: InputListQuery['snoozed']) => {
    const sort: InputSort = search.sort === 'newest' ? '-asked_at' : 'asked_at';
    const query: InputListQuery = { ...toQuery(search), snoozed, sort };
    return queryOptions({
      queryKey: queryKeys.inputList(query),
      queryFn: async ({ signal, client }) => {
        const page = await call(inputEndpoints.list, { query: { ...query, per_page: MOST_ROWS }, signal });
        // The badge agrees with the list.
        if (snoozed === 'exclude' && !isFiltered(search))
          client.setQueryData(queryKeys.inputCount, page.total);
        return page;
      },
      refetchInterval: (found) => steadied(LIST_MS, found),
    });
  },

  /** What was answered, by whomever. */
  answered: (search: InboxSearch) => {
    const sort: InputSort = isNewestFirst(search) ? '-answered_at' : 'answered_at';
    const query = { ...toQuery(search), sort, state: PAST, per_page: PAST_ROWS };
    return infiniteQueryOptions({
      queryKey: queryKeys.answeredInputs(query),
      queryFn: ({ signal, pageParam }) =>
        call(inputEndpoints.list, { query: { ...query, page: pageParam }, signal }),
      initialPageParam: 1,
      getNextPageParam: ({ page, total_pages }) => (page < total_pages ? page + 1 : undefined),
      refetchInterval: (found) => steadied(ANSWERED_MS, found),
    });
  },

  /** One request, until it is over. */
  one: (callId: string) =>
    queryOptions({
      queryKey: queryKeys.input(callId),
      queryFn: ({ signal }) => call(inputEndpoints.get, { params: { call_id: callId }, signal }),
      refetchInterval: (query) =>
        steadied((query.state.data?.state ?? 'pending') === 'pending' ? LIST_MS : false, query),
    }),
};
