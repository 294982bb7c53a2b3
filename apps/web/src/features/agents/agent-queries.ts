import {
  agentEndpoints,
  modelEndpoints,
  type Agent,
  type AgentRemoval,
  type CreateAgentRequest,
  type UpdateAgentRequest,
} from '@taskhelm/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';

const WATCHED_MS = 5_000;
const withStats = { query: { include: ['stats' as const] } };

export const agentQueries = {
  /** Names and settings, with counts of open tasks; changes rarely. */
  list: () =>
    queryOptions({
      queryKey: queryKeys.agentList,
      queryFn: ({ signal }) => call(agentEndpoints.list, { signal }),
      select: (answer) => answer.data,
      staleTime: 30_000,
    }),
  /** The same with the last 24 hours, read again while it is looked at. */
  listWithStats: () =>
    queryOptions({
      queryKey: queryKeys.agentStats,
      queryFn: ({ signal }) => call(agentEndpoints.list, { ...withStats, signal }),
      select: (answer) => answer.data,
      refetchInterval: (query) => steadied(WATCHED_MS, query),
    }),
  /** By name, or by id, which finds a deleted one too. */
  one: (name: string) =>
    queryOptions({
      queryKey: queryKeys.agent(name),
      queryFn: ({ signal }) => call(agentEndpoints.get, { params: { id: name }, ...withStats, signal }),
      refetchInterval: (query) => steadied(WATCHED_MS, query),
    }),
  tools: () =>
    queryOptions({
      queryKey: queryKeys.agentTools,
      queryFn: ({ signal }) => call(agentEndpoints.tools, { signal }),
      select: (answer) => answer.data,
    }),
  models: () =>
    queryOptions({
      queryKey: queryKeys.modelList,
      queryFn: ({ signal }) => call(modelEndpoints.list, { signal }),
      select: (answer) => answer.data,
    }),
};

/** As it is now, past every cache: what another person made of it. */
export const readAgent = (id: string): Promise<Agent> => call(agentEndpoints.get, { params: { id } });

/** Whatever an agent's settings are meanwhile: on is on. */
export function useEnableAgent() {
  const refresh = useRefreshAgents();
  return useMutation({
    mutationFn: ({ agent, enabled }: { agent: Agent; enabled: boolean }) =>
      call(agentEndpoints.update, { params: { id: agent.id }, body: { enabled } }),
    onSuccess: ({ id, name }, { enabled }) => {
      if (enabled) return;
      const undo = async (): Promise<void> => {
        try {
          await call(agentEndpoints.update, { params: { id }, body: { enabled: true } });
        } catch (error) {
          toastError(`${name} was not changed`, error as Error);
        }
        await refresh();
      };
      toastSuccess(`${name} takes no new tasks`, { label: 'Undo', run: () => void undo() });
    },
    onError: (error, { agent }) => toastError(`${agent.name} was not changed`, error),
    onSettled: refresh,
  });
}

/** `change` names the version that was seen; the caller shows what was refused. */
export function useSaveAgent() {
  const refresh = useRefreshAgents();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: UpdateAgentRequest }) =>
      call(agentEndpoints.update, { params: { id }, body: change }),
    onSuccess: (agent) => toastSuccess(`Saved ${agent.name}`),
    onSettled: refresh,
  });
}

export function useCreateAgent() {
  const refresh = useRefreshAgents();
  return useMutation({
    mutationFn: (body: CreateAgentRequest) => call(agentEndpoints.create, { body }),
    onSuccess: (agent) => toastSuccess(`Created ${agent.name}`),
    onSettled: refresh,
  });
}

export function useDuplicateAgent() {
  const refresh = useRefreshAgents();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      call(agentEndpoints.duplicate, { params: { id }, body: { name } }),
    onSettled: refresh,
  });
}

/** `onDeleted` leaves the agent's page: by its name, it is not found any more. */
export function useDeleteAgent(onDeleted: (removal: AgentRemoval) => Promise<void>) {
  const refresh = useRefreshAgents();
  return useMutation({
    mutationFn: ({ id, openTasks }: { id: string; openTasks: 'refuse' | 'cancel' }) =>
      call(agentEndpoints.remove, { params: { id }, query: { open_tasks: openTasks } }),
    onSuccess: onDeleted,
    onSettled: refresh,
  });
}

/** Held tasks show whether their agent is enabled, so tasks are read again too. */
function useRefreshAgents(): () => Promise<unknown> {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: queryKeys.agents }),
      queryClient.invalidateQueries({ queryKey: queryKeys.tasks }),
    ]);
}
