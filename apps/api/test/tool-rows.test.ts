import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  agentEndpoints,
  artifactEndpoints,
  MAX_MEMORIES,
  memoryEndpoints,
  taskEndpoints,
  type TaskDetail,
} from '@taskhelm/contract';
import { findAgent } from '../src/agents/agent-repository.ts';
import { TaskLostError } from '../src/errors.ts';
import { claimTasks } from '../src/runner/claim-repository.ts';
import { createToolHost } from '../src/runner/tool-host.ts';
import { findTask } from '../src/tasks/task-repository.ts';
import { createTask, eventsOf, taskIn } from './support/tasks.ts';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';

describe('tools that keep something', () => {
  let server: TestServer;
  let agentId: string;
  let worker: { stop: () => Promise<void> };
  beforeAll(async () => {
    server = await startTestServer();
    const tools = ['save_file', 'remember', 'recall', 'create_task', 'get_task', 'list_tasks', 'cancel_task'];
    agentId = (await server.call(agentEndpoints.create, { body: { name: 'keeper', tools } })).body.id;
    worker = await server.startWorker();
  });
  afterAll(() => server.stop());

  const call = (tool: string, args: object): string => `call ${tool} ${JSON.stringify(args)}`;
  const run = async (...lines: string[]): Promise<TaskDetail> => {
    const { id } = await createTask(server, { agent: 'keeper', description: lines.join('\n') });
    return taskIn(server, id, 'completed');
  };
  const download = (id: string, token = TOKEN): Promise<Response> =>
    fetch(`${server.url}/api/v1/artifacts/${id}/content`, { headers: { authorization: `Bearer ${token}` } });

  describe('save_file', () => {
    it('keeps a file with the task, to be listed and downloaded', async () => {
      const task = await run(
        call('save_file', { name: 'a b.csv', media_type: 'text/csv', content: 'a,b\nü,2' }),
        'result ok',
      );
      const { body } = await server.call(artifactEndpoints.list, { params: { id: task.id } });
      expect(body.data).toEqual([
        expect.objectContaining({ name: 'a b.csv', media_type: 'text/csv', size_bytes: 8, task_id: task.id }),
      ]);
      const answer = await download(body.data[0]?.id ?? '');
      expect(await answer.text()).toBe('a,b\nü,2');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a b.csv"');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    });

    it.each([
      'text/html',
      'image/svg+xml',
      'application/xhtml+xml',
      'text/javascript',
      'application/x-shockwave-flash',
    ])('sends %s as plain bytes that no browser runs', async (mediaType) => {
      const content = '<script>alert(1)</script>';
      const task = await run(
        call('save_file', { name: '../"x.html', media_type: mediaType, content }),
        'result ok',
      );
      const { body } = await server.call(artifactEndpoints.list, { params: { id: task.id } });
      const answer = await download(body.data[0]?.id ?? '');
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename=_x.html');
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    });

    it('gives a file to nobody without the scope, and says nothing about one that is not there', async () => {
      expect((await download('01900000-0000-7000-8000-000000000000')).status).toBe(404);
      expect((await download('01900000-0000-7000-8000-000000000000', 'bb_wrong')).status).toBe(401);
      const list = await server.call(artifactEndpoints.list, {
        params: { id: '01900000-0000-7000-8000-000000000000' },
      });
      expect(list.status).toBe(404);
    });
  });

  describe('remember and recall', () => {
    it('keep a text for later tasks of the agent, which people see, change and delete', async () => {
      const first = await run(call('remember', { key: 'colour', text: 'blue' }), 'result ok');
      const listed = await server.call(memoryEndpoints.list, { params: { id: 'keeper' } });
      const [memory] = listed.body.data;
      expect(memory).toMatchObject({
        key: 'colour',
        text: 'blue',
        task_id: first.id,
        updated_by: { type: 'agent', name: 'keeper' },
      });
      const params = { id: agentId, memory_id: memory?.id ?? '' };
      const changed = await server.call(memoryEndpoints.update, { params, body: { text: 'green' } });
      expect(changed.body).toMatchObject({ text: 'green', task_id: null, updated_by: { type: 'token' } });
      expect((await run(call('recall', { key: 'colour' }), 'result {output}')).result).toContain('green');
      expect((await server.call(memoryEndpoints.remove, { params })).status).toBe(204);
      expect((await server.call(memoryEndpoints.remove, { params })).status).toBe(404);
      expect((await run(call('recall', {}), 'result {output}')).result).not.toContain('green');
    });

    it('find by a word, and show nothing of other agents', async () => {
      await server.call(memoryEndpoints.create, {
        params: { id: 'researcher' },
        body: { key: 'k', text: 'Zebra' },
      });
      await server.call(memoryEndpoints.create, {
        params: { id: 'keeper' },
        body: { key: '100%', text: 'x' },
      });
      expect((await run(call('recall', { query: 'zebra' }), 'result {output}')).result).not.toContain(
        'Zebra',
      );
      const { body } = await server.call(memoryEndpoints.list, {
        params: { id: 'researcher' },
        query: { q: 'ZEB' },
      });
      expect(body.data.map(({ text }) => text)).toEqual(['Zebra']);
      const percent = await server.call(memoryEndpoints.list, {
        params: { id: 'keeper' },
        query: { q: '%' },
      });
      expect(percent.body.data.map(({ key }) => key)).toEqual(['100%']);
    });

    it('refuse a key that is taken, an empty change and a stranger', async () => {
      const params = { id: 'keeper' };
      const body = { key: 'twice', text: 'x' };
      expect((await server.call(memoryEndpoints.create, { params, body })).status).toBe(201);
      expect((await server.call(memoryEndpoints.create, { params, body })).body.code).toBe('name_taken');
      const unknown = { id: 'nobody' };
      expect((await server.call(memoryEndpoints.create, { params: unknown, body })).status).toBe(404);
      expect(
        (await server.call(memoryEndpoints.create, { params, body: { key: 'e', text: '' } })).status,
      ).toBe(422);
    });

    it('stop at the limit, even when many write at once', async () => {
      const { body: agent } = await server.call(agentEndpoints.create, { body: { name: 'full' } });
      const params = { id: agent.id };
      await server.context.prisma.agentMemory.createMany({
        data: Array.from({ length: MAX_MEMORIES - 1 }, (_, index) => ({
          id: server.context.newId(),
          agentId: agent.id,
          key: `k${index}`,
          text: 'x',
          updatedByType: 'user',
          updatedByName: 'A',
        })),
      });
      const answers = await Promise.all(
        ['a', 'b', 'c'].map((key) =>
          server.call(memoryEndpoints.create, { params, body: { key, text: 'x' } }),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    });
  });

  describe('the tasks below', () => {
    const CHILD = { agent: 'keeper', title: 'Child', description: 'wait 600' };

    it('are listed, looked at and cancelled by the task that made them', async () => {
      const { id } = await createTask(server, {
        agent: 'keeper',
        description: [call('create_task', CHILD), 'wait 0.1', call('list_tasks', {}), 'result {output}'].join(
          '\n',
        ),
      });
      const { result } = await taskIn(server, id, 'completed');
      const [child] = (JSON.parse(result ?? '') as { tasks: { task_id: string }[] }).tasks;
      expect(child).toMatchObject({ title: 'Child', agent: 'keeper', parent_task_id: id });
      const other = await run(call('cancel_task', { task_id: child?.task_id }), 'result {output}');
      expect(other.result).toBe('There is no such task among those that you created.');
      await server.call(taskEndpoints.cancel, { params: { id: child?.task_id ?? '' } });
    });

    it('are never the task itself or one above it', async () => {
      const parent = await createTask(server, { agent: 'keeper', description: 'wait 600' });
      const child = await createTask(server, {
        agent: 'keeper',
        parent_task_id: parent.id,
        description: [call('get_task', { task_id: parent.id }), 'result {output}'].join('\n'),
      });
      expect((await taskIn(server, child.id, 'completed')).result).toContain('no such task');
      await server.call(taskEndpoints.cancel, { params: { id: parent.id } });
    });
  });

  it('happen once for a call, and not at all for a worker that has lost the task', async () => {
    await worker.stop();
    const { context } = server;
    const task = await createTask(server, { agent: 'keeper', description: 'wait 600' });
    const child = await createTask(server, { agent: 'keeper', parent_task_id: task.id });
    const lock = context.newId();
    const claims = await claimTasks(context.prisma, lock, 10);
    const claim = claims.find(({ taskId }) => taskId === task.id);
    const row = await findTask(context.prisma, task.id);
    const agent = await findAgent(context.prisma, 'keeper');
    if (!claim || !row || !agent) throw new Error('the task was not claimed');
    const host = createToolHost(context, { claim, task: row, agent });

    const callId = context.newId();
    const file = { callId, name: 'a.txt', mediaType: 'text/plain', content: Buffer.from('x') };
    expect(await host.saveFile(file)).toEqual(await host.saveFile(file));
    expect(await context.prisma.artifact.count({ where: { taskId: task.id } })).toBe(1);

    const memory = { callId: context.newId(), key: 'once', text: 'from the agent' };
    await host.remember(memory);
    await context.prisma.agentMemory.updateMany({ where: { key: 'once' }, data: { text: 'from a person' } });
    await host.remember(memory);
    expect(await host.recall({ key: 'once' })).toEqual([{ key: 'once', text: 'from a person' }]);

    const cancel = { callId: context.newId(), taskId: child.id };
    expect(await host.cancelTask(cancel)).toMatchObject({ status: 'cancelled' });
    expect(await host.cancelTask(cancel)).toMatchObject({ status: 'cancelled' });

    await server.call(taskEndpoints.cancel, { params: { id: task.id } });
    const late = { ...file, callId: context.newId() };
    await expect(host.saveFile(late)).rejects.toThrow(TaskLostError);
    await expect(host.remember({ ...memory, callId: context.newId(), key: 'late' })).rejects.toThrow(
      TaskLostError,
    );
    expect(await context.prisma.artifact.count({ where: { taskId: task.id } })).toBe(1);
    expect(await host.recall({ key: 'late' })).toEqual([]);
    expect((await eventsOf(server, task)).at(-1)).toMatchObject({ type: 'status_change', to: 'cancelled' });
  });
});
