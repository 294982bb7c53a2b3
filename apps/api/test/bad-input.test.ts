import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorSchema, z } from '@taskhelm/contract';
import { countTasks, createTask, eventsOf, getTask } from './support/tasks.ts';
import { startTestServer, TOKEN, type Answer, type TestServer } from './support/test-server.ts';

const LEAKS = /\bat [\w.]+ \(|node_modules|SELECT |INSERT |prisma|pgboss|relation "|\.ts:\d/i;
const errorShape = z.strictObject(errorSchema.shape);
const UNKNOWN_ID = '01900000-0000-7000-8000-000000000000';
const task = { agent: 'researcher', title: 'x' };
const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');

describe('bad input gets a clear answer and leaves nothing behind', () => {
  let server: TestServer;
  let tasksBefore: number;
  beforeAll(async () => {
    server = await startTestServer();
    const { prisma, newId } = server.context;
    await prisma.agent.create({ data: { id: newId(), name: 'retired', enabled: false } });
    await createTask(server);
    tasksBefore = await countTasks(server);
  });
  afterAll(() => server.stop());

  type Sent = { body?: unknown; headers?: Record<string, string> };
  const send = (method: string, path: string, { body, headers = {} }: Sent = {}) =>
    server.request(path, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  const create = (body: unknown, headers = {}) => send('POST', '/tasks', { body, headers });

  /** The answer is an error of the contract's shape with this status and code, and no task came or went. */
  async function expectRefusal(answer: Answer<unknown>, status: number, code: string) {
    const body = errorShape.parse(answer.body);
    expect([answer.status, body.code]).toEqual([status, code]);
    expect(answer.headers.get('x-request-id')).toBe(body.request_id);
    expect(body.error).toMatch(/^[A-Z].*\.$/s);
    expect(JSON.stringify(body)).not.toMatch(LEAKS);
    expect(await countTasks(server)).toBe(tasksBefore);
    return body;
  }

  type Invalid = [what: string, body: unknown, detail: [path: string, code: string]];
  it.each<Invalid>([
    ['no agent', { title: 'x' }, ['agent', 'required']],
    ['an empty agent', { ...task, agent: '' }, ['agent', 'too_short']],
    ['an agent that is a number', { ...task, agent: 7 }, ['agent', 'invalid_type']],
    ['no title', { agent: 'researcher' }, ['title', 'required']],
    ['an empty title', { ...task, title: '' }, ['title', 'too_short']],
    ['a title of spaces', { ...task, title: '   \n\t' }, ['title', 'too_short']],
    ['a title of 201 characters', { ...task, title: 'x'.repeat(201) }, ['title', 'too_long']],
    ['a title that is null', { ...task, title: null }, ['title', 'invalid_type']],
    ['a title that is a list', { ...task, title: ['x'] }, ['title', 'invalid_type']],
    [
      'a description over 32 KiB in UTF-8',
      { ...task, description: 'ü'.repeat(16_385) },
      ['description', 'too_long'],
    ],
    ['a description that is an object', { ...task, description: {} }, ['description', 'invalid_type']],
    ['an unknown priority', { ...task, priority: 'urgent' }, ['priority', 'invalid_value']],
    ['21 labels', { ...task, labels: Array.from({ length: 21 }, String) }, ['labels', 'too_long']],
    ['a label that is a number', { ...task, labels: ['a', 1] }, ['labels.1', 'invalid_type']],
    ['a label with a comma', { ...task, labels: ['a,b'] }, ['labels.0', 'invalid_value']],
    ['metadata that is a list', { ...task, metadata: [] }, ['metadata', 'invalid_type']],
    ['metadata over 16 KiB', { ...task, metadata: { a: 'x'.repeat(16_384) } }, ['metadata', 'too_long']],
    ['a parent that is no id', { ...task, parent_task_id: 'x' }, ['parent_task_id', 'invalid_value']],
    [
      'a start_at without a zone',
      { ...task, start_at: '2030-01-01T00:00:00' },
      ['start_at', 'invalid_value'],
    ],
    ['a limit below its minimum', { ...task, limits: { max_steps: 0 } }, ['limits.max_steps', 'too_short']],
    [
      'a limit that is no whole number',
      { ...task, limits: { max_steps: 1.5 } },
      ['limits.max_steps', 'invalid_type'],
    ],
    ['an unknown limit', { ...task, limits: { max_money: 1 } }, ['limits.max_money', 'unknown_key']],
    ['an unknown key', { ...task, titel: 'y' }, ['titel', 'unknown_key']],
    [
      'a __proto__ key',
      `{"agent":"researcher","title":"x","__proto__":{"priority":"high"}}`,
      ['__proto__', 'unknown_key'],
    ],
    ['a constructor key', { ...task, constructor: { prototype: {} } }, ['constructor', 'unknown_key']],
  ])('422 for %s', async (_what, body, [path, code]) => {
    const refused = await expectRefusal(await create(body), 422, 'validation_failed');
    expect(refused.details).toContainEqual({ path, code, message: expect.any(String) });
  });

  it('422 for a body that is a list, a text, or missing', async () => {
    for (const body of [[], '[]', '{}']) await expectRefusal(await create(body), 422, 'validation_failed');
    await expectRefusal(await send('POST', '/tasks'), 422, 'validation_failed');
  });

  it('422 for a start_at that no calendar of the database holds', async () => {
    for (const start_at of ['0000-01-01T00:00:00Z', '2030-01-01T00:00:00+23:59']) {
      await expectRefusal(await create({ ...task, start_at }), 422, 'validation_failed');
    }
  });

  it('422 for an unknown agent, naming those that exist', async () => {
    const refused = await expectRefusal(await create({ ...task, agent: 'nobody' }), 422, 'unknown_agent');
    expect(refused.error).toContain('"nobody"');
    for (const name of ['assistant', 'coordinator', 'researcher']) expect(refused.error).toContain(name);
    expect(refused.details).toEqual([{ path: 'agent', code: 'unknown', message: expect.any(String) }]);
  });

  it('422 for a disabled agent, naming only those that are enabled', async () => {
    const refused = await expectRefusal(await create({ ...task, agent: 'retired' }), 422, 'unknown_agent');
    expect(refused.error).toBe('The agent retired is disabled. Agents: assistant, coordinator, researcher.');
  });

  it.each(['{"agent":', '{"agent": "researcher",}', "{'agent': 'x'}", 'null', '"text"', '\u0000'])(
    '400 for the broken JSON %j',
    async (body) => {
      await expectRefusal(await create(body), 400, 'malformed_json');
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data'])(
    '415 for a body that says %s',
    async (type) => {
      const answer = await create(task, { 'content-type': type });
      await expectRefusal(answer, 415, 'unsupported_media_type');
    },
  );

  it('415 for a compressed body', async () => {
    const answer = await create(task, { 'content-encoding': 'gzip' });
    await expectRefusal(answer, 415, 'unsupported_media_type');
  });

  it.each([101, 3_000, 100_000])('422 for JSON nested %d levels deep', async (levels) => {
    const body = `{"agent": "researcher", "title": "x", "metadata": {"a": ${'['.repeat(levels)}${']'.repeat(levels)}}}`;
    await expectRefusal(await create(body), 422, 'validation_failed');
  });

  it('413 for a body over 1 MB', async () => {
    const answer = await create({ ...task, description: 'x'.repeat(1_100_000) });
    await expectRefusal(answer, 413, 'body_too_large');
  });

  type BadQuery = [query: string, path: string];
  it.each<BadQuery>([
    ['status=done', 'status.0'],
    ['status=pending,done', 'status.1'],
    ['source=mail', 'source.0'],
    ['priority=urgent', 'priority.0'],
    ['page=0', 'page'],
    ['page=-1', 'page'],
    ['page=1.5', 'page'],
    ['page=x', 'page'],
    ['page=', 'page'],
    ['page=1&page=2', 'page'],
    ['per_page=0', 'per_page'],
    ['per_page=101', 'per_page'],
    ['sort=title', 'sort'],
    ['stauts=pending', 'stauts'],
    ['__proto__=x', '__proto__'],
    ['parent=x', 'parent.0'],
    ['created_from=yesterday', 'created_from'],
    ['waiting_over=30', 'waiting_over'],
    ['as_of=2030', 'as_of'],
    ['cursor=garbage', 'cursor'],
    [`cursor=${cursorOf(`2026-99-99T00:00:00Z ${UNKNOWN_ID}`)}`, 'cursor'],
    [`cursor=${cursorOf(`2026-01-01T00:00:00Z ${'-'.repeat(36)}`)}`, 'cursor'],
  ])('400 for the filter ?%s', async (query, path) => {
    const refused = await expectRefusal(await send('GET', `/tasks?${query}`), 400, 'invalid_query');
    expect(refused.details?.map((detail) => detail.path)).toContain(path);
  });

  it('names the allowed statuses, sorts and parameters', async () => {
    const status = await expectRefusal(await send('GET', '/tasks?status=done'), 400, 'invalid_query');
    expect(status.error).toContain('pending, in_progress, needs_input, completed, failed, cancelled');
    const sort = await expectRefusal(await send('GET', '/tasks?sort=title'), 400, 'invalid_query');
    expect(sort.error).toContain('-created_at');
    const unknown = await expectRefusal(await send('GET', '/tasks?colour=red'), 400, 'invalid_query');
    expect(unknown.error).toMatch(/Parameters: .*status.*source.*per_page/);
  });

  it('400 for a moment that no calendar of the database holds', async () => {
    for (const moment of ['0000-01-01T00:00:00Z', '2030-01-01T00:00:00%2B23:59']) {
      await expectRefusal(await send('GET', `/tasks?created_from=${moment}`), 400, 'invalid_query');
    }
  });

  it('400 for a cursor in a sort that has none', async () => {
    const cursor = cursorOf(`2026-01-01T00:00:00.000Z ${UNKNOWN_ID}`);
    await expectRefusal(await send('GET', `/tasks?sort=-priority&cursor=${cursor}`), 400, 'invalid_query');
  });

  it.each([
    ['GET', '/tasks/'],
    ['PATCH', '/tasks/'],
    ['DELETE', '/tasks/'],
    ['GET', '/sessions/'],
  ])('404 for a malformed and for an unknown id in %s %s…', async (method, path) => {
    const body = method === 'PATCH' ? { title: 'y' } : undefined;
    for (const id of [
      'x',
      '7',
      UNKNOWN_ID.slice(1),
      `${UNKNOWN_ID}0`,
      "'%20OR%201=1",
      '..%2f..',
      UNKNOWN_ID,
      '%00',
    ]) {
      await expectRefusal(await send(method, path + id, { body }), 404, 'not_found');
    }
  });

  it('404 for what hangs on a malformed or unknown id', async () => {
    for (const id of ['x', UNKNOWN_ID]) {
      for (const path of [
        `/tasks/${id}/events`,
        `/tasks/${id}/children`,
        `/sessions/${id}/events`,
        `/sessions/${id}/events/1`,
        `/agents/${id}`,
      ]) {
        await expectRefusal(await send('GET', path), 404, 'not_found');
      }
      await expectRefusal(await send('POST', `/tasks/${id}/retry`, { body: {} }), 404, 'not_found');
      await expectRefusal(
        await send('POST', `/sessions/${id}/respond`, { body: { answers: ['x'] } }),
        404,
        'not_found',
      );
      await expectRefusal(await send('DELETE', `/tokens/${id}`), 404, 'not_found');
    }
  });

  it('404 for a path that does not exist', async () => {
    for (const path of ['/nothing', '/task', '/tasks/x/y/z'])
      await expectRefusal(await send('GET', path), 404, 'not_found');
  });

  it('refuses a path that is not percent-encoded text', async () => {
    await expectRefusal(await send('GET', '/tasks/%E0%A4%A'), 400, 'bad_request');
  });
});

describe('unusual input that is right', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('counts a title after trimming', async () => {
    const title = 'x'.repeat(200);
    expect((await createTask(server, { title: `  ${title}\n ` })).title).toBe(title);
  });

  it('stores NUL characters and halves of surrogate pairs as the replacement character, everywhere', async () => {
    const bad = 'a\u0000b\ud800c';
    const good = 'a\ufffdb\ufffdc';
    const created = await createTask(server, {
      title: bad,
      description: bad,
      labels: [bad],
      metadata: { [bad]: [bad] },
    });
    const stored = await getTask(server, created.id);
    expect(stored).toMatchObject({
      title: good,
      description: good,
      labels: [good],
      metadata: { [good]: [good] },
    });
    expect((await eventsOf(server, created))[1]).toMatchObject({ text: good });
  });

  it('keeps emoji, right-to-left text and markup as they are', async () => {
    const title = '👩‍👩‍👧‍👦 שלום <script>alert(1)</script> \\ \' " %s ${x}';
    expect((await createTask(server, { title })).title).toBe(title);
  });

  it('searches for text full of operators without an error', async () => {
    for (const q of ["'", '\\', ':*', '!a', 'a & | b', '()', '<->', "a'b:c*", '\u0000', '%', '🙂']) {
      const answer = await server.request(`/tasks?q=${encodeURIComponent(q)}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      expect([q, answer.status]).toEqual([q, 200]);
    }
  });

  it('does not let metadata reach into prototypes', async () => {
    const { body, status } = await server.request('/tasks', {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: '{"agent":"researcher","title":"x","metadata":{"__proto__":{"polluted":true},"plain":1}}',
    });
    expect(status).toBe(201);
    expect((body as { metadata: { plain: number; polluted?: boolean } }).metadata).toMatchObject({
      plain: 1,
    });
    expect((body as { metadata: { polluted?: boolean } }).metadata.polluted).toBeUndefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
