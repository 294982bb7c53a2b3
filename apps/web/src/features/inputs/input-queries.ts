import { inputEndpoints } from '@taskhelm/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';

const COUNT_MS = 4_000;
const LIST_MS = 3_000;

export const inputQueries = {
  /** How many requests wait, for the badge on every page. */
  count: () =>
    queryOptions({
      queryKey: queryKeys.inputCount,
      queryFn: ({ signal }) => call(inputEndpoints.list, { query: { per_page: 1 }, signal }),
      select: (page) => page.total,
      refetchInterval: (query) => steadied(COUNT_MS, query),
    }),

  /** Oldest first. */
  list: () =>
    queryOptions({
      queryKey: queryKeys.inputList,
      queryFn: ({ signal }) => call(inputEndpoints.list, { query: { per_page: 100 }, signal }),
      refetchInterval: (query) => steadied(LIST_MS, query),
    }),
};
