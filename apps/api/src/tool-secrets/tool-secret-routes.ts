import { secretEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountToolSecretRoutes(mount: Mount, { toolSecrets }: Context): void {
  mount(secretEndpoints.list, async () => ({ data: await toolSecrets.list() }));
  mount(secretEndpoints.create, ({ caller, body }) => toolSecrets.create(caller, body));
  mount(secretEndpoints.update, ({ params, body }) => toolSecrets.update(params.id, body));
  mount(secretEndpoints.remove, async ({ params }) => {
    await toolSecrets.remove(params.id);
    return {};
  });
}
