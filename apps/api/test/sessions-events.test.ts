import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  agentEndpoints,
  sessionEndpoints,
  taskEndpoints,
  tokenEndpoints,
  z,
  type EndpointInput,
  type TaskDetail,
} from '@taskhelm/contract';
import { createCountingTool } from './support/counting-tool.ts';
import { askingTask, createTask, eventsOf, respond, taskIn } from './support/tasks.ts';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

const LIMIT = 65_536;
const print = createCountingTool({
  name: 'print',
  parameters: z.strictObject({}),
  run: async () => 'ü'.repeat(40_000),
});

describe('the session of a task and its events', () => {
  let server: TestServer;
  let done: TaskDetail;
  beforeAll(async () => {
    server = await startTestServer({ overrides: { tools: print.tools } });
    await server.call(agentEndpoints.create, { body: { name: 'printer', tools: ['print'] } });
    await server.startWorker();
    const { id } = await createTask(server, {
      description: 'think Hm\nsay Hello\ncall calculate {"expression":"2+3*4"}\nresult {output}',
    });
    done = await taskIn(server, id, 'completed');
  });
  afterAll(() => server.stop());

  type Query = EndpointInput<typeof sessionEndpoints.events>['query'];
  const read = async (query: Query) => {
    const { body } = await server.call(sessionEndpoints.events, { params: { id: done.session_id }, query });
    return { seqs: body.data.map((event) => event.seq), more: body.has_more, last: body.last_seq };
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    server.request(path, { headers: { authorization: `Bearer ${TOKEN}`, ...headers } });

  it('records the whole run in order, numbered from 1 without gaps', async () => {
    const events = await eventsOf(server, done);
    expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
    expect(events.map((event) => event.type)).toEqual([
      'status_change',
      'message',
      'status_change',
      'model_started',
      'message',
      'reasoning',
      'message',
      'tool_call',
      'usage',
      'tool_started',
      'tool_result',
      'model_started',
      'message',
      'usage',
      'status_change',
    ]);
    expect(events.find((event) => event.type === 'tool_call')).toMatchObject({
      tool: 'calculate',
      args: { expression: '2+3*4' },
      agent: 'researcher',
    });
    expect(events.find((event) => event.type === 'tool_result')).toMatchObject({
      status: 'ok',
      duration_ms: expect.any(Number),
    });
    expect(events.at(-1)).toMatchObject({ from: 'in_progress', to: 'completed', reason: 'finished' });
    expect(done.last_seq).toBe(events.length);
    expect(done.usage.steps).toBe(2);
  });

  it('reads forwards after a number, backwards before one, and says whether there is more', async () => {
    const last = done.last_seq;
    expect(await read({ limit: 3 })).toEqual({ seqs: [1, 2, 3], more: true, last });
    expect(await read({ after: 3, limit: 2 })).toEqual({ seqs: [4, 5], more: true, last });
    expect(await read({ after: last - 2, limit: 2 })).toEqual({ seqs: [last - 1, last], more: false, last });
    expect(await read({ after: last })).toEqual({ seqs: [], more: false, last });
    expect(await read({ before: 4, limit: 2 })).toEqual({ seqs: [2, 3], more: true, last });
    expect(await read({ before: 3, limit: 2 })).toEqual({ seqs: [1, 2], more: false, last });
    expect(await read({ before: 1 })).toEqual({ seqs: [], more: false, last });
    expect((await read({})).seqs).toHaveLength(last);
  });

  it.each([
    'after=1&before=5',
    'after=-1',
    'before=0',
    'limit=0',
    'limit=501',
    'after=x',
    'since=1',
    'after=2147483648',
  ])('refuses ?%s', async (query) => {
    const answer = await get(`/sessions/${done.session_id}/events?${query}`);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([400, 'invalid_query']);
  });

  it('has the same events under the address of the task', async () => {
    const byTask = await server.call(sessionEndpoints.taskEvents, { params: { id: done.id } });
    expect(byTask.body.data).toEqual(await eventsOf(server, done));
  });

  it('tells about the session itself', async () => {
    const { body } = await server.call(sessionEndpoints.get, { params: { id: done.session_id } });
    expect(body).toMatchObject({
      id: done.session_id,
      task_id: done.id,
      status: 'completed',
      last_seq: done.last_seq,
      pending_call_ids: [],
    });
    expect((await server.call(sessionEndpoints.get, { params: { id: done.id } })).status).toBe(404);
  });

  it('404 for an event that does not exist', async () => {
    for (const seq of ['0', '-1', 'x', String(done.last_seq + 1), '99999999999']) {
      expect((await get(`/sessions/${done.session_id}/events/${seq}`)).status).toBe(404);
    }
  });

  it('cuts an output over 64 KiB in listings and keeps it whole on its own', async () => {
    const { id } = await createTask(server, { agent: 'printer', description: 'call print {}\nresult done' });
    const task = await taskIn(server, id, 'completed');
    const listed = (await eventsOf(server, task)).find((event) => event.type === 'tool_result');
    if (!listed) throw new Error('the tool has no result');
    expect(listed).toMatchObject({ truncated: true, size_bytes: expect.any(Number) });
    expect(listed.size_bytes).toBeGreaterThan(LIMIT);
    expect(Buffer.byteLength(JSON.stringify(listed.output))).toBeLessThan(LIMIT);
    const whole = await server.call(sessionEndpoints.event, {
      params: { id: task.session_id, seq: listed.seq },
    });
    expect(whole.body).toMatchObject({ output: 'ü'.repeat(40_000) });
    expect(whole.body).not.toHaveProperty('truncated');
  });

  describe('waiting for a status', () => {
    it('answers as soon as the task is final', async () => {
      const { id } = await createTask(server, { description: 'wait 0.4\nresult done' });
      const { status, body } = await server.call(taskEndpoints.get, {
        params: { id },
        query: { wait: 'final' },
      });
      expect([status, body.status]).toEqual([200, 'completed']);
    });

    it('answers when the task asks, and does not when only its end is awaited', async () => {
      const { id } = await createTask(server, { description: 'ask What?\nresult {answer}' });
      const asked = await server.call(taskEndpoints.get, {
        params: { id },
        query: { wait: 'needs_input,final' },
      });
      expect(asked.body.status).toBe('needs_input');
      const end = server.call(taskEndpoints.get, { params: { id }, query: { wait: 'final' } });
      await respond(server, asked.body, { answers: ['x'] });
      expect((await end).body).toMatchObject({ status: 'completed', result: 'x' });
    });

    it('answers with the task as it is when the time is up', async () => {
      const task = await askingTask(server, { description: 'ask What?' });
      const startedAt = Date.now();
      const { status, body } = await server.call(taskEndpoints.get, {
        params: { id: task.id },
        query: { wait: 'final', timeout: 1 },
      });
      expect([status, body.status]).toEqual([200, 'needs_input']);
      expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);
    });

    it('refuses to go on when the token that waits is revoked', async () => {
      const { id } = await askingTask(server, { description: 'ask What?' });
      const { body: created } = await server.call(tokenEndpoints.create, {
        body: { name: 'waits', scopes: ['tasks:read'] },
      });
      const wait = server.call(taskEndpoints.get, {
        params: { id },
        query: { wait: 'final' },
        token: created.token,
      });
      await waitUntil('the token to be used', async () => {
        const { data } = (await server.call(tokenEndpoints.list)).body;
        return data.find((each) => each.id === created.id)?.last_used_at;
      });
      await server.call(tokenEndpoints.revoke, { params: { id: created.id } });
      const { status, body } = await wait;
      expect([status, body.code]).toEqual([401, 'unauthenticated']);
    });

    it('404 at once for a task that does not exist', async () => {
      const { status } = await server.call(taskEndpoints.get, {
        params: { id: crypto.randomUUID() },
        query: { wait: 'final' },
      });
      expect(status).toBe(404);
    });

    it.each(['wait=running', 'wait=final&timeout=0', 'wait=final&timeout=61', 'timeout=x'])(
      'refuses ?%s',
      async (query) => {
        expect((await get(`/tasks/${done.id}?${query}`)).status).toBe(400);
      },
    );
  });

  it.each([
    ['a task', () => `/tasks/${done.id}`],
    ['the list', () => '/tasks?status=completed'],
    ['a filtered page', () => '/tasks?agent=researcher&per_page=1&sort=created_at'],
    ['the events', () => `/sessions/${done.session_id}/events`],
    ['the events of a task', () => `/tasks/${done.id}/events?after=3`],
    ['the children', () => `/tasks/${done.id}/children`],
    ['the inbox', () => '/inputs'],
  ])('answers 304 without a body for %s that has not changed', async (_what, path) => {
    const first = await get(path());
    const etag = first.headers.get('etag');
    expect(etag).toBeTruthy();
    const again = await get(path(), { 'if-none-match': etag ?? '' });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it('answers 200 again when a task, its events or the list has changed', async () => {
    const { id } = await createTask(server, { start_at: '2040-01-01T00:00:00Z' });
    const paths = [`/tasks/${id}`, `/tasks/${id}/events`, '/tasks'];
    const before = await Promise.all(paths.map((path) => get(path)));
    await server.call(taskEndpoints.cancel, { params: { id } });
    for (const [index, path] of paths.entries()) {
      const answer = await get(path, { 'if-none-match': before[index]?.headers.get('etag') ?? '' });
      expect([path, answer.status]).toEqual([path, 200]);
    }
  });
});
