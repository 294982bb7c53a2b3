import {
  modelEndpoints,
  type CreateModelRequest,
  type Model,
  type UpdateModelRequest,
} from '@taskhelm/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';

export const modelQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.modelList,
      queryFn: ({ signal }) => call(modelEndpoints.list, { signal }),
      select: (answer) => answer.data,
    }),
  /** What the server finds on its own machine; asked anew each time the page is opened. */
  offers: () =>
    queryOptions({
      queryKey: queryKeys.modelOffers,
      queryFn: ({ signal }) => call(modelEndpoints.offers, { signal }),
      select: (answer) => answer.data,
      retry: false,
    }),
};

/** Agents show the names of models, so they are read anew as well. */
function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: queryKeys.models });
    await queryClient.invalidateQueries({ queryKey: queryKeys.agents });
  };
}

export type ModelChange =
  { model: null; body: CreateModelRequest } | { model: Model; body: UpdateModelRequest };

/** Creates a model, or changes the given one. What is sent may hold a key, so it is forgotten when the caller unmounts. */
export function useSaveModel() {
  const refresh = useRefresh();
  return useMutation({
    gcTime: 0,
    mutationFn: ({ model, body }: ModelChange) =>
      model
        ? call(modelEndpoints.update, { params: { id: model.id }, body })
        : call(modelEndpoints.create, { body }),
    onSuccess: refresh,
  });
}

export function useMakeDefault() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (model: Model) =>
      call(modelEndpoints.update, { params: { id: model.id }, body: { is_default: true } }),
    onSuccess: (model) => toastSuccess(`${model.name} is the default now`),
    onError: (error, model) => toastError(`${model.name} was not made the default`, error),
    onSettled: refresh,
  });
}

export function useDeleteModel() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (model: Model) => call(modelEndpoints.remove, { params: { id: model.id } }),
    onSuccess: (_answer, model) => toastSuccess(`Deleted “${model.name}”`),
    onError: (error, model) => toastError(`“${model.name}” was not deleted`, error),
    onSettled: refresh,
  });
}

export function useTestModel() {
  return useMutation({
    mutationFn: (model: Model) => call(modelEndpoints.test, { params: { id: model.id } }),
  });
}
