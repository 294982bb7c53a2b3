import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, modelEndpoints, taskEndpoints } from '@taskhelm/contract';
import {
  inTurn,
  refuses,
  says,
  startModelServer,
  type ModelServer,
} from '../../../bench/support/model-server.ts';
import { createTask, eventsOf, getTask, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

describe('a model that fails for a while', () => {
  let server: TestServer;
  let provider: ModelServer;
  beforeAll(async () => {
    provider = await startModelServer();
    server = await startTestServer({ settings: { modelPrivateHosts: [provider.host] } });
    await server.startWorker(1);
  });
  afterAll(async () => {
    await server.stop();
    await provider.close();
  });

  async function agentOn(model: string): Promise<string> {
    const settings = { name: model, kind: 'openai_compatible', provider_model: model } as const;
    await server.call(modelEndpoints.create, { body: { ...settings, base_url: provider.url } });
    await server.call(agentEndpoints.create, { body: { name: model, model } });
    return model;
  }
  const retries = async (task: { session_id: string }) =>
    (await eventsOf(server, task)).filter(
      (event) => event.type === 'status_change' && event.reason === 'model_retry',
    );

  it('holds no slot while its task waits for Retry-After, and another task runs in it', async () => {
    provider.behave('busy', inTurn(refuses(429, { 'retry-after': '3600' }), says('late')));
    const waiting = await createTask(server, { agent: await agentOn('busy') });
    await waitUntil('the task to wait', async () => (await retries(waiting)).length === 1);
    const row = await server.context.prisma.task.findUniqueOrThrow({ where: { id: waiting.id } });
    expect(row).toMatchObject({ status: 'pending', ownerId: null, crashes: 0 });
    expect(row.runAt.getTime() - Date.now()).toBeGreaterThan(200_000);
    expect(row.runAt.getTime() - Date.now()).toBeLessThan(340_000);
    expect((await retries(waiting))[0]).toMatchObject({ note: expect.stringContaining('HTTP 429') });
    const other = await createTask(server, { description: 'result went on' });
    expect((await taskIn(server, other.id, 'completed')).result).toBe('went on');
    const cancelled = await server.call(taskEndpoints.cancel, { params: { id: waiting.id } });
    expect(cancelled.body.status).toBe('cancelled');
  });

  it('goes on by itself when the provider is back', async () => {
    provider.behave('away', inTurn(refuses(503), says('back again')));
    const { id } = await createTask(server, { agent: await agentOn('away') });
    const task = await taskIn(server, id, 'completed');
    expect(task.result).toBe('back again');
    expect(await retries(task)).toHaveLength(1);
  });

  it('ends the task at once where trying again is of no use', async () => {
    provider.behave('refusing', refuses(400, {}, '{"error":{"message":"context too long"}}'));
    const { id } = await createTask(server, { agent: await agentOn('refusing') });
    const { failure } = await taskIn(server, id, 'failed');
    expect(failure).toMatchObject({
      code: 'model_rejected',
      message: expect.stringContaining('context too long'),
    });
    expect(await retries(await getTask(server, id))).toHaveLength(0);
  });
});
