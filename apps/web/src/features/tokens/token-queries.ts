import { tokenEndpoints, type CreateTokenRequest } from '@taskhelm/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';

export const tokenQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.tokens,
      queryFn: ({ signal }) => call(tokenEndpoints.list, { signal }),
      select: (answer) => answer.data,
    }),
};

/** The answer holds the secret. It is forgotten when the caller unmounts. */
export function useCreateToken() {
  const queryClient = useQueryClient();
  return useMutation({
    gcTime: 0,
    mutationFn: (body: CreateTokenRequest) => call(tokenEndpoints.create, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.tokens }),
  });
}

export function useRevokeToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(tokenEndpoints.revoke, { params: { id } }),
    onSuccess: (token) => toastSuccess(`Revoked “${token.name}”`),
    onError: (error) => toastError('The token was not revoked', error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.tokens }),
  });
}
