import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { taskEndpoints, type EndpointInput, type TaskDetail } from '@taskhelm/contract';
import { countTasks, createTask, getTask, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

type Change = EndpointInput<typeof taskEndpoints.update>['body'];

describe('changing and retrying a task', () => {
  let server: TestServer;
  let open: TaskDetail;
  let failed: TaskDetail;
  beforeAll(async () => {
    server = await startTestServer();
    open = await createTask(server, { start_at: '2040-01-01T00:00:00Z' });
    await server.startWorker();
    const { id } = await createTask(server, {
      description: 'fail no luck',
      labels: ['a'],
      limits: { max_steps: 9 },
    });
    failed = await taskIn(server, id, 'failed');
  });
  afterAll(() => server.stop());

  const change = (id: string, body: Change) => server.call(taskEndpoints.update, { params: { id }, body });
  const retry = (id: string, body = {}) => server.call(taskEndpoints.retry, { params: { id }, body });

  it('changes title, priority, labels and metadata of an open task', async () => {
    const sent: Change = { title: 'New', priority: 'high', labels: ['x'], metadata: { a: 1 } };
    const { status, body } = await change(open.id, sent);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...sent, attempt: open.attempt, status: 'pending' });
    expect(await getTask(server, open.id)).toEqual(body);
  });

  it.each([{}, { status: 'completed' }, { description: 'x' }, { title: ' ' }, { agent: 'assistant' }])(
    'refuses the change %j',
    async (body) => {
      const before = await getTask(server, open.id);
      expect((await change(open.id, body as Change)).status).toBe(422);
      expect(await getTask(server, open.id)).toEqual(before);
    },
  );

  it('changes only labels and metadata of a final task', async () => {
    for (const body of [{ title: 'x' }, { priority: 'low' as const }, { title: 'x', labels: ['y'] }]) {
      const refused = await change(failed.id, body);
      expect([refused.status, refused.body.code]).toEqual([409, 'task_final']);
      expect(refused.body.error).toContain('failed');
    }
    expect((await getTask(server, failed.id)).labels).toEqual(['a']);
    const { body } = await change(failed.id, { labels: ['later'], metadata: { seen: true } });
    expect(body).toMatchObject({ labels: ['later'], metadata: { seen: true }, status: 'failed' });
  });

  it('runs a final task again as a new one, with what is to be different', async () => {
    const { status, headers, body } = await retry(failed.id, { description: 'result better' });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/tasks/${body.id}`);
    expect(body).toMatchObject({ retry_of: failed.id, title: failed.title, limits: { max_steps: 9 } });
    expect((await taskIn(server, body.id, 'completed')).result).toBe('better');
    expect((await getTask(server, failed.id)).status).toBe('failed');
  });

  it('does not retry a task that is still open, nor for an agent that does not exist', async () => {
    const before = await countTasks(server);
    const early = await retry(open.id);
    expect(early.status).toBe(409);
    expect(early.body.error).toContain('pending');
    expect((await retry(failed.id, { agent: 'nobody' })).body.code).toBe('unknown_agent');
    expect(await countTasks(server)).toBe(before);
  });
});
