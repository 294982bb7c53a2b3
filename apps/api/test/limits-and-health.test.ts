import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, taskEndpoints, usageEndpoints, type TaskDetail } from '@taskhelm/contract';
import { createTask, eventsOf, getTask, respond, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

const SUM = 'call calculate {"expression":"1+1"}';

describe('limits, usage and health', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.call(agentEndpoints.create, {
      body: { name: 'worker', tools: ['calculate', 'ask_user', 'create_task'] },
    });
    await server.startWorker();
  });
  afterAll(() => server.stop());

  const limited = (limits: TaskDetail['limits'], description = `${SUM}\n${SUM}\n${SUM}\nresult done`) =>
    createTask(server, { agent: 'worker', description, limits });

  describe('at a limit', () => {
    it('a task asks for more, and goes on with what a person gave, which it then shows', async () => {
      const { id } = await limited({ max_steps: 2 });
      const asking = await taskIn(server, id, 'needs_input');
      expect(asking.pending_input?.title).toBe('The task used all its 2 model steps. Let it go on?');
      expect((await respond(server, asking, { answers: ['2 steps more'] })).status).toBe(200);
      const done = await taskIn(server, id, 'completed');
      expect(done.limits).toEqual({ max_steps: 4 });
      const raised = (await eventsOf(server, done)).filter((event) => event.type === 'limit_raised');
      expect(raised).toEqual([expect.objectContaining({ limit: 'max_steps', from: 2, to: 4 })]);
    });

    it('a task ends where a person says so', async () => {
      const { id } = await limited({ max_steps: 1 });
      const asking = await taskIn(server, id, 'needs_input');
      expect(asking.inputs[0]?.allowed_decisions).toEqual([]);
      expect((await respond(server, asking, { decision: 'reject' })).status).toBe(422);
      await respond(server, asking, { answers: ['stop'] });
      const failed = await taskIn(server, id, 'failed');
      expect(failed.failure).toMatchObject({
        code: 'step_limit',
        message: expect.stringContaining('chose to stop it here'),
      });
    });

    it('a task that may not ask fails with what to do', async () => {
      const { id } = await limited({ max_tokens: 1, on_limit: 'fail' });
      expect((await taskIn(server, id, 'failed')).failure).toMatchObject({
        code: 'token_limit',
        message: expect.stringContaining('Raise max_tokens'),
      });
    });

    it('an unknown way to end is refused', async () => {
      const limits = { on_limit: 'never' } as unknown as TaskDetail['limits'];
      const body = { agent: 'worker', title: 'T', limits };
      expect((await server.call(taskEndpoints.create, { body })).status).toBe(422);
    });
  });

  it('sums usage by day, agent and model, and says what has no price', async () => {
    const { body: before } = await server.call(usageEndpoints.report, { query: { agent: 'worker' } });
    const { id } = await limited({});
    const done = await taskIn(server, id, 'completed');
    const { body } = await server.call(usageEndpoints.report, { query: { agent: 'worker' } });
    expect(body.total.steps - before.total.steps).toBe(4);
    expect(body.total.input_tokens - before.total.input_tokens).toBe(done.usage.input_tokens);
    expect(body.total.cost_microusd).toBeNull();
    expect(body.total.unpriced_steps).toBe(body.total.steps);
    expect(body.data[0]).toMatchObject({
      agent: { name: 'worker' },
      model: 'scripted:scripted',
      day: body.to,
    });
    const none = await server.call(usageEndpoints.report, {
      query: { from: '2020-01-01', to: '2020-01-31' },
    });
    expect(none.body.data).toEqual([]);
    const wrong = await server.call(usageEndpoints.report, {
      query: { from: '2020-02-01', to: '2020-01-01' },
    });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid_query']);
  });

  describe('the health of a task', () => {
    const healthOf = async (id: string) => {
      const { data } = (await server.call(taskEndpoints.list, { query: { per_page: 100 } })).body;
      const { health } = await getTask(server, id);
      expect(data.find((task) => task.id === id)?.health).toEqual(health);
      return health;
    };

    it('is ok while it runs, and nothing once it has ended', async () => {
      const { id } = await limited({}, 'wait 600');
      await taskIn(server, id, 'in_progress');
      expect(await healthOf(id)).toEqual({ state: 'ok', evidence: null });
      await server.call(taskEndpoints.cancel, { params: { id } });
      expect(await healthOf(id)).toBeNull();
    });

    it('is looping while the last calls repeat themselves', async () => {
      const { id } = await limited({}, `${SUM}\n${SUM}\n${SUM}\nwait 600`);
      await taskIn(server, id, 'in_progress');
      await waitUntil('three calls', async () => (await getTask(server, id)).usage.steps === 3);
      expect(await healthOf(id)).toEqual({
        state: 'looping',
        evidence: 'It called calculate with the same arguments 3 times in a row.',
      });
      await server.call(taskEndpoints.cancel, { params: { id } });
    });

    it('is stalled when nothing was recorded for longer than a model or tool may take', async () => {
      const { id } = await limited({}, 'wait 600');
      await taskIn(server, id, 'in_progress');
      await waitUntil(
        'the model call',
        async () => (await eventsOf(server, await getTask(server, id))).at(-1)?.type === 'model_started',
      );
      await server.context.prisma.$executeRaw`
        UPDATE tasks SET updated_at = now() - interval '20 minutes' WHERE id = ${id}::uuid`;
      expect(await healthOf(id)).toEqual({
        state: 'stalled',
        evidence: 'Nothing was recorded for 20 min, since a model call has begun.',
      });
      await server.call(taskEndpoints.cancel, { params: { id } });
    });
  });

  it('shows the whole family from any of its tasks, and whose turn it is', async () => {
    const child = { agent: 'worker', title: 'Child', description: 'ask Which?', wait: true };
    const { id } = await limited({}, `call create_task ${JSON.stringify(child)}\nresult done`);
    const family = async (of: string) =>
      (await server.call(taskEndpoints.family, { params: { id: of } })).body;
    const nodes = await waitUntil('the child to ask', async () => {
      const found = (await family(id)).nodes;
      return found[1]?.turn === 'person' && found[0]?.turn === 'child' && found;
    });
    expect(nodes.map(({ title, turn, parent_task_id }) => [title, turn, parent_task_id])).toEqual([
      ['A task', 'child', null],
      ['Child', 'person', id],
    ]);
    const asking = await getTask(server, nodes[1]?.id ?? '');
    expect(nodes[1]?.waiting_on).toEqual([asking.pending_input?.call_id]);
    const parent = await taskIn(server, id, 'pending');
    expect(parent.health).toEqual({ state: 'waiting_on_child', evidence: 'It waits for 1 task below it.' });
    await respond(server, asking, { answers: ['This'] });
    await taskIn(server, id, 'completed');
    const whole = await family(asking.id);
    expect(whole.root_id).toBe(id);
    expect(whole.nodes.map(({ turn }) => turn)).toEqual([null, null]);
    expect(whole.usage.steps).toBe(whole.nodes.reduce((sum, { usage }) => sum + usage.steps, 0));
    const unknown = await server.call(taskEndpoints.family, {
      params: { id: '01900000-0000-7000-8000-000000000000' },
    });
    expect(unknown.status).toBe(404);
  });
});
