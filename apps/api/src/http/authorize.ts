import type { Request } from 'express';
import { hasScope, type Endpoint, type Scope } from '@taskhelm/contract';
import { AppError } from '../errors.ts';
import type { Authenticate } from './authenticate.ts';
import { anyone, type Caller } from './caller.ts';
import { refuseForeignPage } from './refuse-cross-site.ts';

/** Who calls, if they may call this endpoint. Throws `unauthenticated` or `forbidden`. */
export async function authorize(
  endpoint: Endpoint,
  request: Request,
  authenticate: Authenticate,
): Promise<Caller> {
  if (endpoint.access === 'public') {
    if (request.method !== 'GET') refuseForeignPage(request);
    return anyone;
  }
  const caller = await authenticate(request);
  if (endpoint.access !== 'signed_in') requireScope(caller, endpoint.access);
  return caller;
}

function requireScope(caller: Caller, scope: Scope): void {
  if (hasScope(caller.scopes, scope)) return;
  throw new AppError(
    'forbidden',
    `This needs the scope ${scope}; yours are: ${caller.scopes.join(', ') || 'none'}.`,
  );
}
