import { accountEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountAccountRoutes(mount: Mount, { accounts }: Context): void {
  mount(accountEndpoints.get, ({ caller }) => accounts.read(caller));
  mount(accountEndpoints.changePassword, async ({ caller, body }) => ({
    ended: await accounts.changePassword(caller, body),
  }));
  mount(accountEndpoints.sessions, async ({ caller }) => ({ data: await accounts.sessions(caller) }));
  mount(accountEndpoints.endOtherSessions, async ({ caller }) => ({
    ended: await accounts.endOtherSessions(caller),
  }));
  mount(accountEndpoints.endSession, async ({ caller, params }) => {
    await accounts.endSession(caller, params.id);
    return {};
  });
}
