import { inputEndpoints } from '@taskhelm/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';

const COUNT_MS = 4_000;

/** How many requests wait for this person, for the badge on every page. */
export const inputCountQuery = () =>
  queryOptions({
    queryKey: queryKeys.inputCount,
    queryFn: async ({ signal }) =>
      (await call(inputEndpoints.list, { query: { per_page: 1 }, signal })).total,
    refetchInterval: (query) => steadied(COUNT_MS, query),
  });
