import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { taskEndpoints, tokenEndpoints } from '@taskhelm/contract';
import { claimTasks } from '../src/runner/claim-repository.ts';
import { countTasks, createTask, eventsOf, getTask, taskIn } from './support/tasks.ts';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';

describe('creating a task', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const create = (key: string, body: object = {}, token = TOKEN) =>
    server.call(taskEndpoints.create, {
      body: { agent: 'researcher', title: 'Once', ...body },
      headers: { 'idempotency-key': key },
      token,
    });

  it('answers 201 with the address and the whole task, with defaults for what was left out', async () => {
    const { status, headers, body } = await server.call(taskEndpoints.create, {
      body: { agent: 'researcher', title: '  Trimmed  ' },
    });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/tasks/${body.id}`);
    expect(body).toMatchObject({
      title: 'Trimmed',
      status: 'pending',
      source: 'api',
      priority: 'normal',
      labels: [],
      metadata: {},
      limits: {},
      description: null,
      result: null,
      failure: null,
      parent_task_id: null,
      start_at: null,
      pending_input: null,
      inputs: [],
      cancel: null,
      allowed_actions: ['cancel', 'edit'],
      children: { total: 0, by_status: {} },
      created_by: { type: 'token', name: 'bootstrap' },
    });
    expect(body.agent.name).toBe('researcher');
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await getTask(server, body.id)).toEqual(body);
  });

  it('keeps labels, metadata, priority and limits as they were sent', async () => {
    const sent = {
      labels: ['q1', 'saas'],
      metadata: { ticket: 7, deep: { list: [1, null, 'ü'] } },
      priority: 'critical' as const,
      limits: { max_steps: 3, timeout_ms: 60_000, max_cost_microusd: 0 },
    };
    expect(await createTask(server, sent)).toMatchObject(sent);
  });

  it('takes the id of an agent in the place of its name', async () => {
    const { agent } = await createTask(server);
    expect((await createTask(server, { agent: agent.id })).agent.name).toBe('researcher');
  });

  it('begins the session with the description, or with the title where there is none', async () => {
    const described = await createTask(server, { title: 'Title', description: 'Description' });
    const bare = await createTask(server, { title: 'Only a title', description: '' });
    expect((await eventsOf(server, described))[1]).toMatchObject({
      type: 'message',
      role: 'user',
      text: 'Description',
    });
    expect((await eventsOf(server, bare))[1]).toMatchObject({
      type: 'message',
      role: 'user',
      text: 'Only a title',
    });
  });

  it('takes a description of 32 KiB and metadata of 16 KiB whole', async () => {
    const description = 'x'.repeat(32_768);
    const metadata = { text: 'y'.repeat(16_384 - '{"text":""}'.length) };
    const task = await createTask(server, { description, metadata });
    expect(task.description).toBe(description);
    expect(task.metadata).toEqual(metadata);
  });

  it('does not let a caller set the source', async () => {
    const { status, body } = await server.call(taskEndpoints.create, {
      body: { agent: 'researcher', title: 'x', source: 'dashboard' } as never,
    });
    expect(status).toBe(422);
    expect(body.details).toEqual([{ path: 'source', code: 'unknown_key', message: expect.any(String) }]);
  });

  it('links a task to its parent, and refuses an unknown or finished one', async () => {
    const parent = await createTask(server);
    const child = await createTask(server, { parent_task_id: parent.id });
    expect(child.parent_task_id).toBe(parent.id);
    expect((await getTask(server, parent.id)).children).toEqual({ total: 1, by_status: { pending: 1 } });
    const before = await countTasks(server);
    const orphan = await server.call(taskEndpoints.create, {
      body: { agent: 'researcher', title: 'x', parent_task_id: crypto.randomUUID() },
    });
    expect([orphan.status, orphan.body.details?.[0]?.path]).toEqual([422, 'parent_task_id']);
    await server.call(taskEndpoints.cancel, { params: { id: parent.id } });
    const late = await server.call(taskEndpoints.create, {
      body: { agent: 'researcher', title: 'x', parent_task_id: parent.id },
    });
    expect([late.status, late.body.code]).toEqual([409, 'task_final']);
    expect(late.body.error).toContain('cancelled');
    expect(await countTasks(server)).toBe(before);
  });

  it('starts no task before its start_at', async () => {
    const startAt = new Date(Date.now() + 3_600_000).toISOString();
    const later = await createTask(server, { start_at: startAt });
    const now = await createTask(server);
    expect(later).toMatchObject({ status: 'pending', start_at: startAt });
    const claimed = await claimTasks(server.context.prisma, crypto.randomUUID(), 500);
    const ids = claimed.map((claim) => claim.taskId);
    expect(ids).toContain(now.id);
    expect(ids).not.toContain(later.id);
    await server.context.prisma.$executeRaw`UPDATE tasks SET run_at = now() WHERE id = ${later.id}::uuid`;
    const due = await claimTasks(server.context.prisma, crypto.randomUUID(), 500);
    expect(due.map((claim) => claim.taskId)).toEqual([later.id]);
  });

  it('reads a start_at in any zone as the moment it is', async () => {
    const task = await createTask(server, { start_at: '2031-06-01T12:00:00+05:30' });
    expect(task.start_at).toBe('2031-06-01T06:30:00.000Z');
  });

  describe('with an Idempotency-Key', () => {
    it('answers a repeat with the first task, 200 and Idempotent-Replayed', async () => {
      const first = await create('key-1');
      const again = await create('key-1');
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(first.headers.get('idempotent-replayed')).toBeNull();
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect(again.headers.get('location')).toBe(first.headers.get('location'));
      expect(again.body).toEqual(first.body);
    });

    it('refuses the key with another body and makes nothing', async () => {
      await create('key-2');
      const before = await countTasks(server);
      const other = await create('key-2', { title: 'Another' });
      expect([other.status, other.body.code]).toEqual([409, 'idempotency_conflict']);
      expect(await countTasks(server)).toBe(before);
    });

    it('makes one task of twenty creates at once', async () => {
      const before = await countTasks(server);
      const answers = await Promise.all(Array.from({ length: 20 }, () => create('key-3')));
      expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(19);
      expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
      expect(await countTasks(server)).toBe(before + 1);
    });

    it('keeps the keys of different tokens apart', async () => {
      const other = await server.call(tokenEndpoints.create, {
        body: { name: 'other', scopes: ['tasks:write'] },
      });
      const [mine, theirs] = [
        await create('key-4'),
        await create('key-4', { title: 'Theirs' }, other.body.token),
      ];
      expect([mine.status, theirs.status]).toEqual([201, 201]);
      expect(theirs.body.id).not.toBe(mine.body.id);
    });

    it('does not use the key up for a request that was refused', async () => {
      expect((await create('key-5', { agent: 'nobody' })).status).toBe(422);
      expect((await create('key-5')).status).toBe(201);
    });

    it('answers a repeat although the agent has been disabled since', async () => {
      const { prisma, newId } = server.context;
      await prisma.agent.create({ data: { id: newId(), name: 'brief' } });
      const first = await create('key-6', { agent: 'brief' });
      await prisma.agent.updateMany({ where: { name: 'brief' }, data: { enabled: false } });
      const again = await create('key-6', { agent: 'brief' });
      expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    });

    it('refuses a key that is empty or over-long', async () => {
      for (const key of ['k'.repeat(201), 'with space']) {
        const answer = await create(key);
        expect([answer.status, answer.body.code]).toEqual([400, 'bad_request']);
      }
    });
  });

  it('fails a task that reaches its step limit, where it is not to ask', async () => {
    await server.startWorker();
    const { id } = await createTask(server, {
      description: 'call calculate {"expression":"1"}\ncall calculate {"expression":"2"}\nresult never',
      limits: { max_steps: 1, on_limit: 'fail' },
    });
    const failed = await taskIn(server, id, 'failed');
    expect(failed.failure?.code).toBe('step_limit');
    expect(failed.usage.steps).toBe(1);
  });
});
