import { viewEndpoints, type CreateViewRequest, type View } from '@taskhelm/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';

const FRESH_MS = 30_000;

export const viewQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.views,
      queryFn: ({ signal }) => call(viewEndpoints.list, { signal }),
      select: ({ data }) => data,
      staleTime: FRESH_MS,
    }),
};

/** Saves a new view, or changes the one with this id. */
export function useSaveView(onSaved: () => void) {
  const reload = useReloadViews();
  return useMutation({
    mutationFn: ({ id, ...body }: CreateViewRequest & { id?: string }) =>
      id ? call(viewEndpoints.update, { params: { id }, body }) : call(viewEndpoints.create, { body }),
    onSuccess: async () => {
      await reload();
      onSaved();
    },
  });
}

/** Can be undone: what is made again has all that the view had. */
export function useDeleteView() {
  const reload = useReloadViews();
  const restore = useMutation({
    mutationFn: ({ name, query, shared }: View) =>
      call(viewEndpoints.create, { body: { name, query, shared } }),
    onSuccess: reload,
    onError: (error, { name }) => toastError(`The view “${name}” was not restored`, error),
  });
  return useMutation({
    mutationFn: ({ id }: View) => call(viewEndpoints.remove, { params: { id } }),
    onSuccess: (_nothing, view) => {
      toastSuccess(`Deleted the view “${view.name}”`, { label: 'Undo', run: () => restore.mutate(view) });
      return reload();
    },
    onError: (error, { name }) => toastError(`The view “${name}” was not deleted`, error),
  });
}

function useReloadViews(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: queryKeys.views });
}
