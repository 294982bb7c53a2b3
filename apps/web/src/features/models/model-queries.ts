import { agentEndpoints } from '@taskhelm/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';

export const modelQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.models,
      queryFn: ({ signal }) => call(agentEndpoints.models, { signal }),
      select: (answer) => answer.data,
    }),
};
