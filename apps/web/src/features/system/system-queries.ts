import { systemEndpoints } from '@taskhelm/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';

const EVERY_MS = 10_000;

export const systemQueries = {
  system: () =>
    queryOptions({
      queryKey: queryKeys.system,
      queryFn: ({ signal }) => call(systemEndpoints.get, { signal }),
      refetchInterval: (query) => steadied(EVERY_MS, query),
    }),
};
