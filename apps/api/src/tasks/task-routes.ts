import { bulkEndpoints, taskEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { waitForTask } from './wait-for-task.ts';

export function mountTaskRoutes(mount: Mount, { prisma, tasks }: Context): void {
  mount(taskEndpoints.create, async ({ caller, body, header }) => {
    const { task, replayed } = await tasks.create(
      caller,
      body,
      readIdempotencyKey(header('idempotency-key')),
    );
    const location = `/api/v1/tasks/${task.id}`;
    return replayed
      ? reply(task, { status: 200, headers: { Location: location, 'Idempotent-Replayed': 'true' } })
      : reply(task, { headers: { Location: location } });
  });
  mount(bulkEndpoints.run, async ({ caller, body, signal }) => {
    const bulk = await tasks.bulk(caller, body, signal);
    return reply(bulk, {
      told: bulk.done === 0 ? null : { detail: { action: body.action, tasks: bulk.done } },
    });
  });
  mount(taskEndpoints.list, ({ query }) => tasks.list(query));
  mount(
    taskEndpoints.get,
    ({ params, query, signal }) =>
      query.wait?.length
        ? waitForTask(prisma, tasks, {
            id: params.id,
            until: query.wait,
            timeoutSeconds: query.timeout,
            signal,
          })
        : tasks.get(params.id),
    { version: async ({ params, query }) => (query.wait?.length ? null : tasks.version(params.id)) },
  );
  mount(taskEndpoints.cancel, async ({ caller, params, body }) => {
    const { task, cancelled } = await tasks.cancel(caller, params.id, body.reason);
    return reply(task, { told: cancelled === 0 ? null : { detail: { tasks: cancelled } } });
  });
  mount(taskEndpoints.retry, async ({ caller, params, body }) => {
    const task = await tasks.retry(caller, params.id, body);
    return reply(task, {
      headers: { Location: `/api/v1/tasks/${task.id}` },
      told: { detail: { task_id: task.id } },
    });
  });
  mount(taskEndpoints.update, ({ params, body }) => tasks.update(params.id, body));
  mount(taskEndpoints.family, ({ params }) => tasks.family(params.id));
  mount(taskEndpoints.children, async ({ params, query }) => {
    await tasks.get(params.id);
    return tasks.list({ ...query, parent: [params.id], sort: 'created_at' });
  });
}
