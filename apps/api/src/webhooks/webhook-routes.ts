import { webhookEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountWebhookRoutes(mount: Mount, { webhooks }: Context): void {
  mount(webhookEndpoints.list, async () => ({ data: await webhooks.list() }));
  mount(webhookEndpoints.get, ({ params }) => webhooks.get(params.id));
  mount(webhookEndpoints.create, ({ caller, body }) => webhooks.create(caller.actor, body));
  mount(webhookEndpoints.update, ({ params, body }) => webhooks.update(params.id, body));
  mount(webhookEndpoints.remove, async ({ params }) => {
    await webhooks.remove(params.id);
    return {};
  });
  mount(webhookEndpoints.rotate, ({ params }) => webhooks.rotate(params.id));
  mount(webhookEndpoints.test, ({ params }) => webhooks.test(params.id));
  mount(webhookEndpoints.deliveries, ({ params, query }) => webhooks.deliveries(params.id, query));
  mount(webhookEndpoints.redeliver, ({ params }) => webhooks.redeliver(params.id, params.delivery_id));
}
