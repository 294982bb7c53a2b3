import { tokenEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';

export function mountTokenRoutes(mount: Mount, { tokens }: Context): void {
  mount(tokenEndpoints.list, async () => ({ data: await tokens.list() }));
  mount(tokenEndpoints.create, async ({ caller, body }) => {
    const token = await tokens.create(caller, body);
    return reply(token, { told: { detail: { scopes: token.scopes } } });
  });
  mount(tokenEndpoints.revoke, ({ params }) => tokens.revoke(params.id));
}
