import { memoryEndpoints, type CreateMemoryRequest, type Memory } from '@taskhelm/contract';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';

const WATCHED_MS = 10_000;

export const memoryQueries = {
  /** All of them, or those whose key or text hold `q`; an agent keeps few. */
  list: (agent: string, q: string) =>
    queryOptions({
      queryKey: queryKeys.memoryList(agent, q),
      queryFn: ({ signal }) =>
        call(memoryEndpoints.list, { params: { id: agent }, query: q === '' ? {} : { q }, signal }),
      select: (answer) => answer.data,
      placeholderData: keepPreviousData,
      refetchInterval: (query) => steadied(WATCHED_MS, query),
    }),
};

/** Adds to what the agent keeps, or changes the given one. */
export function useSaveMemory(agent: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ memory, body }: { memory: Memory | null; body: CreateMemoryRequest }) =>
      memory
        ? call(memoryEndpoints.update, { params: { id: agent, memory_id: memory.id }, body })
        : call(memoryEndpoints.create, { params: { id: agent }, body }),
    onSuccess: ({ key }) => toastSuccess(`${agent} keeps “${key}” now`),
    onSettled: refresh,
  });
}

/** Can be undone: the same text is kept under the same key again. */
export function useForget(agent: string) {
  const refresh = useRefresh();
  const restore = useMutation({
    mutationFn: ({ key, text }: Memory) =>
      call(memoryEndpoints.create, { params: { id: agent }, body: { key, text } }),
    onError: (error, { key }) => toastError(`“${key}” was not restored`, error),
    onSettled: refresh,
  });
  return useMutation({
    mutationFn: ({ id }: Memory) => call(memoryEndpoints.remove, { params: { id: agent, memory_id: id } }),
    onSuccess: (_nothing, memory) =>
      toastSuccess(`${agent} forgot “${memory.key}”`, { label: 'Undo', run: () => restore.mutate(memory) }),
    onError: (error, { key }) => toastError(`“${key}” was not forgotten`, error),
    onSettled: refresh,
  });
}

function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: queryKeys.memories });
}
