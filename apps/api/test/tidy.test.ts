import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { triggerEndpoints, webhookEndpoints } from '@taskhelm/contract';
import { tidy } from '../src/runner/housekeeping.ts';
import { createTask } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { createWebhook, deliveriesOf } from './support/triggers.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { noticePrivateHosts: ['127.0.0.1'] } });
});
afterAll(() => server.stop());

it('deliveries of triggers and settled notices are removed after thirty days, and not before', async () => {
  const { prisma } = server.context;
  const trigger = await createWebhook(server);
  const fire = async (): Promise<string> => {
    const params = { id: trigger.id };
    return (await server.call(triggerEndpoints.fire, { params, body: {} })).body.trigger?.delivery_id ?? '';
  };
  const [old, kept] = [await fire(), await fire()];
  await prisma.$executeRaw`UPDATE trigger_deliveries SET created_at = now() - interval '31 days' WHERE id = ${old}::uuid`;
  await prisma.$executeRaw`UPDATE trigger_deliveries SET created_at = now() - interval '29 days' WHERE id = ${kept}::uuid`;

  const url = 'http://127.0.0.1:9/';
  const body = { name: 'told', format: 'standard', url, events: ['task.created'] } as const;
  const hook = (await server.call(webhookEndpoints.create, { body: { ...body, events: [...body.events] } }))
    .body;
  const tasks = [];
  for (const state of ['dead', 'delivered', 'pending', 'dead']) {
    const { id } = await createTask(server);
    tasks.push(id);
    const days = tasks.length === 4 ? 29 : 31;
    await prisma.$executeRaw`
      UPDATE webhook_deliveries SET state = ${state}, created_at = now() - ${days}::int * interval '1 day'
      WHERE task_id = ${id}::uuid`;
  }

  await tidy(server.context);
  expect((await deliveriesOf(server, trigger.id)).map(({ id }) => id)).toEqual([kept]);
  const left = await server.call(webhookEndpoints.deliveries, { params: { id: hook.id } });
  expect(left.body.data.map(({ task }) => task?.id).sort()).toEqual(tasks.slice(2).sort());
});
