import { browserSessionEndpoints } from '@taskhelm/contract';
import { queryOptions, useMutation } from '@tanstack/react-query';
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

export function useSignOut(onDone: () => void) {
  return useMutation({
    mutationFn: () => call(browserSessionEndpoints.signOut),
    onSuccess: () => {
      noteSignedOut();
      onDone();
    },
  });
}
