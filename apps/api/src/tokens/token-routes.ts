import { tokenEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountTokenRoutes(mount: Mount, { tokens }: Context): void {
  mount(tokenEndpoints.list, async () => ({ data: await tokens.list() }));
  mount(tokenEndpoints.create, ({ caller, body }) => tokens.create(caller, body));
  mount(tokenEndpoints.revoke, ({ params }) => tokens.revoke(params.id));
}
