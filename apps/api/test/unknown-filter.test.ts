import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bulkEndpoints, taskEndpoints, triggerEndpoints } from '@taskhelm/contract';
import { startTestServer, type TestServer } from './support/test-server.ts';

describe('the agent and trigger filters of the task list', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('names the agents that exist when it is given another', async () => {
    const { status, body } = await server.call(taskEndpoints.list, {
      query: { agent: ['researcher', 'nobody'] },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid_query', details: [{ path: 'agent', code: 'unknown' }] });
    expect(body.error).toContain('assistant, coordinator, researcher');
  });

  it('takes a name or an id', async () => {
    const agent = await server.context.prisma.agent.findFirstOrThrow();
    for (const known of [agent.name, agent.id, agent.id.toUpperCase()]) {
      expect((await server.call(taskEndpoints.list, { query: { agent: [known] } })).status).toBe(200);
    }
  });

  it('says that there are no triggers yet, and names those that exist', async () => {
    const query = { trigger: ['nobody'] };
    const none = await server.call(taskEndpoints.list, { query });
    expect(none.status).toBe(400);
    expect(none.body).toMatchObject({
      code: 'invalid_query',
      error: 'Triggers: none yet.',
      details: [{ path: 'trigger', code: 'unknown', message: 'There is no trigger "nobody"' }],
    });
    await makeTrigger();
    const { status, body } = await server.call(taskEndpoints.list, { query });
    expect(status).toBe(400);
    expect(body.error).toBe('Triggers: nightly.');
    const bulk = await server.call(bulkEndpoints.run, {
      body: { action: 'cancel', filter: query, as_of: new Date().toISOString() },
    });
    expect(bulk.status).toBe(422);
    expect(bulk.body).toMatchObject({ details: [{ path: 'filter.trigger', code: 'unknown' }] });
  });

  it('takes a trigger by name or id, and by id still when it is deleted', async () => {
    const id = await makeTrigger();
    await server.call(triggerEndpoints.fire, { params: { id }, body: {} });
    for (const known of ['nightly', id, id.toUpperCase()]) {
      const { body } = await server.call(taskEndpoints.list, { query: { trigger: [known] } });
      expect(body.total).toBe(1);
    }
    await server.call(triggerEndpoints.remove, { params: { id } });
    expect((await server.call(taskEndpoints.list, { query: { trigger: [id] } })).body.total).toBe(1);
    expect((await server.call(taskEndpoints.list, { query: { trigger: ['nightly'] } })).status).toBe(400);
  });

  /** Its id; the same one when it exists already. */
  async function makeTrigger(): Promise<string> {
    const found = await server.context.prisma.trigger.findFirst();
    if (found) return found.id;
    const { body } = await server.call(triggerEndpoints.create, {
      body: { kind: 'cron', name: 'nightly', agent: 'researcher', title: 'Nightly', cron: '@daily' },
    });
    return body.id;
  }
});
