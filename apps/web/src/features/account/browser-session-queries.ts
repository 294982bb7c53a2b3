import { browserSessionEndpoints, type SignInRequest } from '@taskhelm/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { noteSignedIn, noteSignedOut } from '../../lib/signed-in-hint.ts';

export const browserSessionQueries = {
  whoAmI: () =>
    queryOptions({
      queryKey: queryKeys.browserSession,
      queryFn: async ({ signal }) => {
        const who = await call(browserSessionEndpoints.whoAmI, { signal });
        noteSignedIn();
        return who;
      },
      staleTime: 60_000,
    }),
};

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SignInRequest) => call(browserSessionEndpoints.signIn, { body }),
    onSuccess: (who) => {
      noteSignedIn();
      queryClient.clear();
      queryClient.setQueryData(queryKeys.browserSession, who);
    },
  });
}

export function useSignOut(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(browserSessionEndpoints.signOut),
    onSuccess: () => {
      noteSignedOut();
      onDone();
      queryClient.clear();
    },
  });
}
