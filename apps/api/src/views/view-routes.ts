import { viewEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountViewRoutes(mount: Mount, { views }: Context): void {
  mount(viewEndpoints.list, async ({ caller }) => ({ data: await views.list(caller) }));
  mount(viewEndpoints.create, ({ caller, body }) => views.create(caller, body));
  mount(viewEndpoints.update, ({ caller, params, body }) => views.update(caller, params.id, body));
  mount(viewEndpoints.remove, async ({ caller, params }) => {
    await views.remove(caller, params.id);
    return {};
  });
}
