import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, taskEndpoints } from '@taskhelm/contract';
import { askingTask, createTask, getTask, respond, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

describe('a disabled agent', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const create = (name: string, max_concurrent_tasks: number | null = null) =>
    server.call(agentEndpoints.create, { body: { name, tools: ['ask_user'], max_concurrent_tasks } });
  const enable = (id: string, enabled: boolean) =>
    server.call(agentEndpoints.update, { params: { id }, body: { enabled } });

  it('takes no new task', async () => {
    await create('closed');
    await enable('closed', false);
    const { status, body } = await server.call(taskEndpoints.create, {
      body: { agent: 'closed', title: 'x' },
    });
    expect([status, body.code]).toEqual([422, 'unknown_agent']);
    expect(body.error).toContain('The agent closed is disabled.');
  });

  it.each([
    ['without a limit', null],
    ['with a limit', 5],
  ])(
    'holds what has not begun, says why, and goes on when it is enabled again (%s)',
    async (_what, limit) => {
      const name = limit === null ? 'paused' : 'paused-limited';
      await create(name, limit);
      const held = await createTask(server, { agent: name });
      expect(held.held).toBeNull();
      await enable(name, false);
      const { held: why } = await getTask(server, held.id);
      expect(why).toEqual({
        reason: 'agent_disabled',
        message: expect.stringContaining(`${name} is disabled`),
      });

      const worker = await server.startWorker();
      const passing = await createTask(server, {});
      await taskIn(server, passing.id, 'completed');
      expect(await getTask(server, held.id)).toMatchObject({ status: 'pending', started_at: null });
      const listed = await server.call(taskEndpoints.list, { query: { agent: [name] } });
      expect(listed.body.data.map((task) => task.held?.reason)).toEqual(['agent_disabled']);

      await enable(name, true);
      expect(await taskIn(server, held.id, 'completed')).toMatchObject({ held: null });
      await worker.stop();
    },
  );

  it.each([
    ['without a limit', null],
    ['with a limit', 1],
  ])('finishes what has begun, also after an answer (%s)', async (_what, limit) => {
    const name = limit === null ? 'finishing' : 'finishing-limited';
    await create(name, limit);
    const worker = await server.startWorker();
    const asking = await askingTask(server, { agent: name, description: 'ask Which?\nresult {answer}' });
    await enable(name, false);
    const { status } = await respond(server, asking, { answers: ['this'] });
    expect(status).toBe(200);
    expect((await taskIn(server, asking.id, 'completed')).result).toBe('this');
    await worker.stop();
  });
});
