import { agentEndpoints, type Agent, type UpdateAgentRequest } from '@taskhelm/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError } from '../../lib/toast.ts';

const LIST_MS = 5_000;

export const agentQueries = {
  /** Changes rarely; the agents page polls it for its counts. */
  list: (options: { isWatched?: boolean } = {}) =>
    queryOptions({
      queryKey: queryKeys.agents,
      queryFn: ({ signal }) => call(agentEndpoints.list, { signal }),
      select: (answer) => answer.data,
      staleTime: options.isWatched ? 0 : 30_000,
      refetchInterval: (query) => (options.isWatched ? steadied(LIST_MS, query) : false),
    }),
};

export function useUpdateAgent() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ agent, change }: { agent: Agent; change: UpdateAgentRequest }) =>
      call(agentEndpoints.update, { params: { id: agent.id }, body: { ...change, version: agent.version } }),
    onError: (error, { agent }) => toastError(`${agent.name} was not changed`, error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.agents }),
  });
}
