import { triggerEndpoints, type TaskDetail } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Caller } from '../http/caller.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';
import { forCaller } from '../tasks/allowed-actions.ts';

export function mountTriggerRoutes(mount: Mount, { triggers, manualFires }: Context): void {
  mount(triggerEndpoints.list, async ({ query }) => ({ data: await triggers.list(query.kind ?? []) }));
  mount(triggerEndpoints.get, ({ params }) => triggers.get(params.id));
  mount(triggerEndpoints.preview, ({ body }) => triggers.preview(body.cron, body.time_zone));
  mount(triggerEndpoints.create, async ({ body }) => {
    const trigger = await triggers.create(body);
    return reply(trigger, { headers: { Location: `/api/v1/triggers/${trigger.id}` } });
  });
  mount(triggerEndpoints.update, ({ params, body }) => triggers.update(params.id, body));
  mount(triggerEndpoints.remove, async ({ params }) => {
    await triggers.remove(params.id);
    return {};
  });
  mount(triggerEndpoints.addSecret, ({ params, body }) => triggers.addSecret(params.id, body.secret));
  mount(triggerEndpoints.removeSecret, ({ params }) => triggers.removeSecret(params.id, params.secret_id));
  mount(triggerEndpoints.fire, async ({ caller, params, body }) =>
    fired(await manualFires.fire(caller, params.id, body.payload), caller),
  );
  mount(triggerEndpoints.deliveries, ({ params, query }) => manualFires.deliveries(params.id, query));
  mount(triggerEndpoints.delivery, ({ params }) => manualFires.delivery(params.id, params.delivery_id));
  mount(triggerEndpoints.redeliver, async ({ caller, params }) =>
    fired(await manualFires.redeliver(caller, params.id, params.delivery_id), caller),
  );
}

const fired = (task: TaskDetail, caller: Caller) =>
  reply(forCaller(task, caller), {
    headers: { Location: `/api/v1/tasks/${task.id}` },
    told: { detail: { task_id: task.id } },
  });
