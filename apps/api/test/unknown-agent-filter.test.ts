import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { taskEndpoints } from '@taskhelm/contract';
import { startTestServer, type TestServer } from './support/test-server.ts';

describe('the agent filter of the task list', () => {
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
});
