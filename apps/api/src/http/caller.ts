import type { Actor, Role, Scope, TaskSource } from '@taskhelm/contract';

/** Who is calling, after the credential was checked. */
export type Caller = {
  actor: Actor;
  scopes: readonly Scope[];
  via: 'dashboard' | 'api';
  email: string | null;
  role: Role | null;
  /** The browser session, to sign it out. */
  browserSessionId: string | null;
};

export const sourceOf = (caller: Caller): TaskSource => caller.via;

/** For endpoints that anyone may call. */
export const anyone: Caller = {
  actor: { type: 'system', id: null, name: 'anyone' },
  scopes: [],
  via: 'api',
  email: null,
  role: null,
  browserSessionId: null,
};
