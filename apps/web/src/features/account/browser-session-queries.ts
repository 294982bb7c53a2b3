import { browserSessionEndpoints } from '@taskhelm/contract';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { noteSignedOut } from '../../lib/signed-in-hint.ts';

export function useSignOut(onDone: () => void) {
  return useMutation({
    mutationFn: () => call(browserSessionEndpoints.signOut),
    onSuccess: () => {
      noteSignedOut();
      onDone();
    },
  });
}
