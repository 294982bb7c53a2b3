import {
  secretEndpoints,
  type CreateSecretRequest,
  type Secret,
  type UpdateSecretRequest,
} from '@taskhelm/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';

export const secretQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.secrets,
      queryFn: ({ signal }) => call(secretEndpoints.list, { signal }),
      select: (answer) => answer.data,
    }),
};

export type SecretChange =
  { secret: null; body: CreateSecretRequest } | { secret: Secret; body: UpdateSecretRequest };

/** What is sent holds the value, so it is forgotten when the caller unmounts. */
export function useSaveSecret() {
  const queryClient = useQueryClient();
  return useMutation({
    gcTime: 0,
    mutationFn: ({ secret, body }: SecretChange) =>
      secret
        ? call(secretEndpoints.update, { params: { id: secret.id }, body })
        : call(secretEndpoints.create, { body }),
    onSuccess: ({ name }, { secret }) =>
      toastSuccess(secret ? `Replaced the value of ${name}` : `Stored ${name}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.secrets }),
  });
}

export function useDeleteSecret() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Secret) => call(secretEndpoints.remove, { params: { id } }),
    onSuccess: (_nothing, { name }) => toastSuccess(`Deleted ${name}`),
    onError: (error, { name }) => toastError(`${name} was not deleted`, error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.secrets }),
  });
}
