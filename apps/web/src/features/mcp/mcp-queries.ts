import {
  mcpEndpoints,
  type ApproveToolsRequest,
  type CreateMcpServerRequest,
  type McpServer,
  type UpdateMcpServerRequest,
  type UpdateMcpToolRequest,
} from '@taskhelm/contract';
import { queryOptions, useMutation, useQueryClient, type UseMutationOptions } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';

export const mcpQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.mcpServers,
      queryFn: ({ signal }) => call(mcpEndpoints.list, { signal }),
      select: (answer) => answer.data,
    }),
};

/** A change after which the list is read again, whatever came of it. */
function useServerMutation<Result, Input>(options: UseMutationOptions<Result, Error, Input>) {
  const queryClient = useQueryClient();
  return useMutation({
    ...options,
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.mcpServers }),
  });
}

export const useCreateMcpServer = () =>
  useServerMutation({
    mutationFn: (body: CreateMcpServerRequest) => call(mcpEndpoints.create, { body }),
  });

export const useUpdateMcpServer = (id: string) =>
  useServerMutation({
    mutationFn: (body: UpdateMcpServerRequest) => call(mcpEndpoints.update, { params: { id }, body }),
  });

export const useDeleteMcpServer = ({ id, name }: McpServer) =>
  useServerMutation({
    mutationFn: () => call(mcpEndpoints.delete, { params: { id } }),
    onSuccess: () => toastSuccess(`Deleted “${name}”`),
    onError: (error) => toastError(`“${name}” was not deleted`, error),
  });

export const useTestMcpServer = ({ id, name }: McpServer) =>
  useServerMutation({
    mutationFn: () => call(mcpEndpoints.test, { params: { id } }),
    onError: (error) => toastError(`“${name}” was not tested`, error),
  });

export const useApproveTools = (id: string) =>
  useServerMutation({
    mutationFn: (body: ApproveToolsRequest) => call(mcpEndpoints.approve, { params: { id }, body }),
    onError: (error) => toastError('Nothing was approved', error),
  });

export const useUpdateMcpTool = (id: string) =>
  useServerMutation({
    mutationFn: ({ name, ...body }: UpdateMcpToolRequest & { name: string }) =>
      call(mcpEndpoints.updateTool, { params: { id, name }, body }),
    onError: (error) => toastError('The tool was not changed', error),
  });
