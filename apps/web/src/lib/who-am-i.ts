import { browserSessionEndpoints, hasScope, type Scope } from '@taskhelm/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './api-client.ts';
import { queryKeys } from './query-keys.ts';
import { noteSignedIn } from './signed-in-hint.ts';

/** The person who uses this browser. */
export const whoAmIQuery = () =>
  queryOptions({
    queryKey: queryKeys.browserSession,
    queryFn: async ({ signal }) => {
      const who = await call(browserSessionEndpoints.whoAmI, { signal });
      noteSignedIn();
      return who;
    },
    staleTime: 60_000,
  });

/** Whether this person may do what needs `scope`; undefined until that is known. */
export function useMay(scope: Scope): boolean | undefined {
  return useQuery({ ...whoAmIQuery(), select: ({ scopes }) => hasScope(scopes, scope) }).data;
}
