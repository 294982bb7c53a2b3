import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, taskEndpoints, type EndpointInput } from '@taskhelm/contract';
import { prepareDatabase } from '../src/db/prepare-database.ts';
import { askingTask, createTask, eventsOf, getTask, taskIn } from './support/tasks.ts';
import { sortedStatuses } from './support/sorted-statuses.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

describe('deleting an agent', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const create = async (body: EndpointInput<typeof agentEndpoints.create>['body']) =>
    (await server.call(agentEndpoints.create, { body })).body;
  const get = (id: string) => server.call(agentEndpoints.get, { params: { id } });
  const remove = (id: string, open_tasks?: 'refuse' | 'cancel') =>
    server.call(agentEndpoints.remove, { params: { id }, query: open_tasks ? { open_tasks } : {} });
  const tasksOf = async (agent: string) => server.call(taskEndpoints.list, { query: { agent: [agent] } });
  const whole = (name: string) => create({ name, tools: ['ask_user', 'create_task'] });

  it('deletes one that has had no task', async () => {
    const { id } = await create({ name: 'unused' });
    const { status, body } = await remove('unused');
    expect(status).toBe(200);
    expect(body).toEqual({ id, name: 'unused', outcome: 'deleted', tasks_cancelled: 0 });
    for (const gone of [id, 'unused']) expect((await get(gone)).status).toBe(404);
    expect((await remove('unused')).status).toBe(404);
  });

  it('is refused while it has open tasks, saying how many and what to do', async () => {
    const { id } = await create({ name: 'busy' });
    await createTask(server, { agent: 'busy' });
    await createTask(server, { agent: 'busy' });
    const { status, body } = await remove('busy');
    expect([status, body.code]).toEqual([409, 'agent_has_open_tasks']);
    expect(body.error).toContain('2 open tasks (2 queued)');
    expect(body.error).toContain('open_tasks=cancel');
    expect((await get(id)).body).toMatchObject({ archived_at: null, enabled: true });
  });

  it('archives one that has had tasks: they stay readable, and the name is free', async () => {
    const worker = await server.startWorker();
    const { id } = await create({ name: 'veteran', description: 'the first' });
    const task = await createTask(server, { agent: 'veteran' });
    await taskIn(server, task.id, 'completed');
    await worker.stop();
    expect((await remove(id)).body).toMatchObject({ outcome: 'archived', tasks_cancelled: 0 });
    expect((await get('veteran')).status).toBe(404);
    expect((await get(id)).body).toMatchObject({
      name: 'veteran',
      enabled: false,
      archived_at: expect.any(String),
    });
    expect((await getTask(server, task.id)).agent).toEqual({ id, name: 'veteran' });
    expect((await tasksOf('veteran')).body.data.map((row) => row.id)).toEqual([task.id]);
    const listed = await server.call(agentEndpoints.list);
    expect(listed.body.data.map((agent) => agent.id)).not.toContain(id);

    const successor = await create({ name: 'veteran', description: 'the second' });
    expect((await get('veteran')).body.id).toBe(successor.id);
    expect((await tasksOf('veteran')).body.data).toEqual([]);
    expect((await tasksOf(id)).body.data.map((row) => row.id)).toEqual([task.id]);
  });

  it('refuses every change of one that is archived, and new tasks for it', async () => {
    const { id } = await create({ name: 'leaver' });
    await createTask(server, { agent: 'leaver' });
    expect((await remove(id, 'cancel')).body.outcome).toBe('archived');
    const change = { params: { id }, body: { enabled: true } };
    expect((await server.call(agentEndpoints.update, change)).status).toBe(404);
    expect((await remove(id)).status).toBe(404);
    for (const agent of [id, 'leaver']) {
      const refused = await server.call(taskEndpoints.create, { body: { agent, title: 'x' } });
      expect([refused.status, refused.body.code]).toEqual([422, 'unknown_agent']);
    }
    const copy = { params: { id }, body: { name: 'leaver' } };
    expect((await server.call(agentEndpoints.duplicate, copy)).status).toBe(201);
  });

  it('cancels open tasks of every kind with what they had delegated, where that is asked for', async () => {
    const worker = await server.startWorker();
    const { id } = await whole('doomed');
    await create({ name: 'other' });
    const running = await createTask(server, { agent: 'doomed', description: 'wait 600' });
    await taskIn(server, running.id, 'in_progress');
    const asking = await askingTask(server, { agent: 'doomed', description: 'ask Which?\nresult ok' });
    const parent = await createTask(server, {
      agent: 'doomed',
      description:
        'call create_task {"agent": "researcher", "title": "Child", "description": "ask What?"}\nwait 600',
    });
    const delegated = await waitUntil('the child to be made', async () => {
      const { body } = await server.call(taskEndpoints.children, { params: { id: parent.id } });
      return body.data[0];
    });
    const child = await taskIn(server, delegated.id, 'needs_input');
    const queued = await createTask(server, { agent: 'doomed', start_at: '2099-01-01T00:00:00Z' });

    expect((await remove('doomed', 'cancel')).body).toEqual({
      id,
      name: 'doomed',
      outcome: 'archived',
      tasks_cancelled: 5,
    });
    for (const task of [running, asking, parent, queued, child]) {
      const after = await getTask(server, task.id);
      expect(after).toMatchObject({
        status: 'cancelled',
        cancel: { reason: 'The agent doomed was deleted.' },
      });
      expect(after.inputs.map((input) => input.state)).toEqual(after.inputs.map(() => 'withdrawn'));
      expect((await eventsOf(server, task)).at(-1)).toMatchObject({
        type: 'status_change',
        to: 'cancelled',
        reason: task === child ? 'parent_cancelled' : 'cancelled',
      });
    }
    await worker.stop();
    expect((await getTask(server, running.id)).cancel?.acknowledged_at).toEqual(expect.any(String));
  });

  it('lets no task slip in that is created at the same moment', async () => {
    for (const round of [1, 2, 3, 4]) {
      const { id, name } = await create({ name: `raced-${round}` });
      const tasks = [1, 2, 3].map(() =>
        server.call(taskEndpoints.create, { body: { agent: name, title: 'x' } }),
      );
      const [removed, ...created] = await Promise.all([remove(name, 'cancel'), ...tasks]);
      expect(removed.status).toBe(200);
      const statuses = sortedStatuses(created);
      expect(statuses.every((status) => status === 201 || status === 422)).toBe(true);
      const made = statuses.filter((status) => status === 201).length;
      expect(removed.body.tasks_cancelled).toBe(made);
      expect(await server.context.prisma.task.count({ where: { agentId: id, status: 'pending' } })).toBe(0);
    }
  });

  it('takes it out of the lists of those that delegate to it', async () => {
    await create({ name: 'delegate' });
    await create({ name: 'delegator', can_delegate_to: ['delegate'] });
    await remove('delegate');
    expect((await get('delegator')).body).toMatchObject({ can_delegate_to: [], version: 2 });
  });

  it('needs agents:write, and takes no other word than refuse and cancel', async () => {
    await create({ name: 'guarded' });
    const { token } = (
      await server.request('/tokens', {
        method: 'POST',
        headers: { authorization: 'Bearer bb_token_for_tests', 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'reader', scopes: ['agents:read', 'tasks:write'] }),
      })
    ).body as { token: string };
    const refused = await server.call(agentEndpoints.remove, { params: { id: 'guarded' }, token });
    expect([refused.status, refused.body.error]).toEqual([403, expect.stringContaining('agents:write')]);
    const odd = await server.request('/agents/guarded?open_tasks=drop', {
      method: 'DELETE',
      headers: { authorization: 'Bearer bb_token_for_tests' },
    });
    expect(odd.status).toBe(400);
    expect((await get('guarded')).status).toBe(200);
  });

  it('is not undone by the next start, which gives only a new database its first agents', async () => {
    const { prisma, databaseUrl, newId } = server.context;
    await prisma.user.create({ data: { id: newId(), email: 'a@b.example', name: 'A', role: 'admin' } });
    for (const { name } of (await server.call(agentEndpoints.list)).body.data) await remove(name, 'cancel');
    await prisma.task.deleteMany();
    await prisma.agent.deleteMany();
    await prepareDatabase(databaseUrl);
    expect(await prisma.agent.count()).toBe(0);
  });
});
