import { modelEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountModelRoutes(mount: Mount, { models }: Context): void {
  mount(modelEndpoints.list, async () => ({ data: await models.list() }));
  mount(modelEndpoints.offers, async () => ({ data: await models.offers() }));
  mount(modelEndpoints.get, ({ params }) => models.get(params.id));
  mount(modelEndpoints.create, ({ body }) => models.create(body));
  mount(modelEndpoints.update, ({ params, body }) => models.update(params.id, body));
  mount(modelEndpoints.remove, async ({ params }) => {
    await models.remove(params.id);
    return {};
  });
  mount(modelEndpoints.test, ({ params, signal }) => models.test(params.id, signal));
}
