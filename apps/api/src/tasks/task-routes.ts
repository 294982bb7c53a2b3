import { bulkEndpoints, taskEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';
import { forCaller, pageForCaller } from './allowed-actions.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { waitForTask } from './wait-for-task.ts';

export function mountTaskRoutes(mount: Mount, { prisma, tasks }: Context): void {
  mount(taskEndpoints.create, async ({ caller, body, header }) => {
    const key = readIdempotencyKey(header('idempotency-key'));
    const { task: created, replayed } = await tasks.create(caller, body, key);
    const task = forCaller(created, caller);
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
  mount(taskEndpoints.list, async ({ caller, query }) => pageForCaller(await tasks.list(query), caller));
  mount(
    taskEndpoints.get,
    async ({ caller, params: { id }, query: { wait, timeout: timeoutSeconds }, signal }) => {
      const task = wait?.length
        ? await waitForTask(prisma, tasks, { id, until: wait, timeoutSeconds, signal })
        : await tasks.get(id);
      return forCaller(task, caller);
    },
    {
      version: async ({ caller, params, query }) => {
        const version = query.wait?.length ? null : await tasks.version(params.id);
        return version && `${version} ${caller.scopes.join()}`;
      },
    },
  );
  mount(taskEndpoints.cancel, async ({ caller, params, body }) => {
    const { task, cancelled } = await tasks.cancel(caller, params.id, body.reason);
    return reply(forCaller(task, caller), {
      told: cancelled === 0 ? null : { detail: { tasks: cancelled } },
    });
  });
  mount(taskEndpoints.retry, async ({ caller, params, body }) => {
    const task = forCaller(await tasks.retry(caller, params.id, body), caller);
    return reply(task, {
      headers: { Location: `/api/v1/tasks/${task.id}` },
      told: { detail: { task_id: task.id } },
    });
  });
  mount(taskEndpoints.update, async ({ caller, params, body }) =>
    forCaller(await tasks.update(params.id, body), caller),
  );
  mount(taskEndpoints.family, ({ params }) => tasks.family(params.id));
  mount(taskEndpoints.children, async ({ caller, params, query }) => {
    await tasks.get(params.id);
    return pageForCaller(await tasks.list({ ...query, parent: [params.id], sort: 'created_at' }), caller);
  });
}
