import { browserSessionEndpoints, type SignInRequest } from '@taskhelm/contract';
import { call } from '../../lib/api-client.ts';
import { noteSignedIn, wasSignedIn } from '../../lib/signed-in-hint.ts';

export async function signIn(body: SignInRequest): Promise<void> {
  await call(browserSessionEndpoints.signIn, { body });
  noteSignedIn();
}

/** Asks only where it may be so. */
export async function isSignedIn(): Promise<boolean> {
  if (!wasSignedIn()) return false;
  return call(browserSessionEndpoints.whoAmI).then(
    () => true,
    () => false,
  );
}
