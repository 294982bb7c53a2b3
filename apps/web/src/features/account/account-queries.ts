import { accountEndpoints, type ChangePasswordRequest } from '@taskhelm/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { plural } from '../../lib/format-number.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';

export const accountQueries = {
  account: () =>
    queryOptions({
      queryKey: queryKeys.account,
      queryFn: ({ signal }) => call(accountEndpoints.get, { signal }),
    }),
  sessions: () =>
    queryOptions({
      queryKey: queryKeys.accountSessions,
      queryFn: ({ signal }) => call(accountEndpoints.sessions, { signal }),
      select: ({ data }) => data,
    }),
};

/** Neither password is kept after it was sent. */
export function useChangePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    gcTime: 0,
    mutationFn: (body: ChangePasswordRequest) => call(accountEndpoints.changePassword, { body }),
    onSuccess: ({ ended }) => {
      toastSuccess(
        ended > 0 ? `Password changed; ${plural(ended, 'other browser')} signed out` : 'Password changed',
      );
      return queryClient.invalidateQueries({ queryKey: queryKeys.account });
    },
  });
}

export function useEndSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(accountEndpoints.endSession, { params: { id } }),
    onSuccess: () => toastSuccess('Signed out there'),
    onError: (error) => toastError('That browser was not signed out', error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.accountSessions }),
  });
}

export function useEndOtherSessions() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(accountEndpoints.endOtherSessions),
    onSuccess: ({ ended }) => toastSuccess(`${plural(ended, 'other browser')} signed out`),
    onError: (error) => toastError('The other browsers were not signed out', error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.accountSessions }),
  });
}
