import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  liveEndpoints,
  taskEndpoints,
  type EndpointInput,
  type Task,
  type TaskPage,
} from '@taskhelm/contract';
import { createTask } from './support/tasks.ts';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';

type Query = EndpointInput<typeof taskEndpoints.list>['query'];

const titles = (tasks: Task[]): string[] => tasks.map((task) => task.title);

describe('listing tasks', () => {
  let server: TestServer;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    server = await startTestServer();
    await add('alpha', {
      agent: 'researcher',
      labels: ['red'],
      priority: 'low',
      description: 'Compare enterprise prices',
    });
    await add('beta', { agent: 'assistant', labels: ['red', 'blue'], priority: 'critical' });
    await add('gamma', { agent: 'assistant', labels: ['green'], priority: 'normal' });
    await add('delta', { agent: 'coordinator', parent_task_id: ids['alpha'], priority: 'high' });
    await server.call(taskEndpoints.cancel, { params: { id: ids['gamma'] ?? '' } });
    await server.context.prisma.$executeRaw`UPDATE tasks SET source = 'dashboard' WHERE title = 'beta'`;
  });
  afterAll(() => server.stop());

  async function add(title: string, body: Parameters<typeof createTask>[1]): Promise<void> {
    ids[title] = (await createTask(server, { ...body, title })).id;
  }
  const list = async (query: Query): Promise<TaskPage> => {
    const { status, body } = await server.call(taskEndpoints.list, {
      query: { sort: 'created_at', ...query },
    });
    expect(status).toBe(200);
    return body;
  };

  type Filter = [query: Query, expected: string[]];
  it.each<Filter>([
    [{}, ['alpha', 'beta', 'gamma', 'delta']],
    [{ status: 'cancelled' }, ['gamma']],
    [{ status: 'pending,cancelled' }, ['alpha', 'beta', 'gamma', 'delta']],
    [{ status: 'completed' }, []],
    [{ status: '' }, ['alpha', 'beta', 'gamma', 'delta']],
    [{ source: 'dashboard' }, ['beta']],
    [{ source: ['api', 'dashboard'] }, ['alpha', 'beta', 'gamma', 'delta']],
    [{ agent: 'assistant' }, ['beta', 'gamma']],
    [{ agent: 'assistant, coordinator' }, ['beta', 'gamma', 'delta']],
    [{ label: 'red' }, ['alpha', 'beta']],
    [{ label: ['blue', 'green'] }, ['beta', 'gamma']],
    [{ priority: 'critical,low' }, ['alpha', 'beta']],
    [{ agent: 'assistant', status: 'pending' }, ['beta']],
    [{ q: 'ALPHA' }, ['alpha']],
    [{ q: 'alp' }, ['alpha']],
    [{ q: 'prices compare' }, ['alpha']],
    [{ q: 'compare enterp' }, ['alpha']],
    [{ q: 'enterp compare' }, []],
    [{ q: 'enterprise nothing' }, []],
    [{ finished_to: '2100-01-01T00:00:00Z' }, ['gamma']],
    [{ created_to: '2000-01-01T00:00:00Z' }, []],
  ])('filters by %j', async (query, expected) => {
    const page = await list(query);
    expect(titles(page.data)).toEqual(expected);
    expect(page.total).toBe(expected.length);
  });

  it('takes a filter repeated in the address like one with commas', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const repeated = await server.request('/tasks?status=pending&status=cancelled&label=green&label=blue', {
      headers,
    });
    const joined = await server.request('/tasks?status=pending,cancelled&label=green,blue', { headers });
    expect((repeated.body as TaskPage).data).toEqual((joined.body as TaskPage).data);
    expect(titles((repeated.body as TaskPage).data)).toEqual(['gamma', 'beta']);
  });

  it('filters by the id of an agent and of a parent', async () => {
    const [delta] = (await list({ parent: ids['alpha'] })).data;
    expect(delta).toMatchObject({ title: 'delta', parent_task_id: ids['alpha'] });
    expect(titles((await list({ agent: delta?.agent.id })).data)).toEqual(['delta']);
  });

  it('tells how many tasks each one delegated, and finds those that none delegated', async () => {
    const { data } = await list({});
    expect(data.map(({ children }) => children)).toEqual([1, 0, 0, 0].map((total) => ({ total })));
    expect(titles((await list({ parent: 'none' })).data)).toEqual(['alpha', 'beta', 'gamma']);
    expect(titles((await list({ parent: ['none', ids['alpha'] ?? ''], source: 'api' })).data)).toEqual([
      'alpha',
      'gamma',
      'delta',
    ]);
  });

  it('filters failed tasks by what they failed with', async () => {
    const fail = async (code: string): Promise<string> => {
      const { id } = await createTask(server, { agent: 'coordinator', title: `failed with ${code}` });
      await server.context.prisma.$executeRaw`
        UPDATE tasks SET status = 'failed', attempt = attempt + 1, finished_at = now(), failure_code = ${code}, failure_message = ''
        WHERE id = ${id}::uuid`;
      return id;
    };
    const failed = [await fail('model_away'), await fail('step_limit'), await fail('tool_error')];
    expect(titles((await list({ failure_code: 'step_limit' })).data)).toEqual(['failed with step_limit']);
    expect(
      titles((await list({ failure_code: 'model_away,tool_error', agent: 'coordinator' })).data),
    ).toEqual(['failed with model_away', 'failed with tool_error']);
    expect((await list({ failure_code: 'never_seen' })).total).toBe(0);
    await server.context.prisma.task.deleteMany({ where: { id: { in: failed } } });
  });

  it('includes the beginning of a range of creation times and excludes its end', async () => {
    const [, beta, gamma] = (await list({})).data;
    expect(
      titles((await list({ created_from: beta?.created_at, created_to: gamma?.created_at })).data),
    ).toEqual(['beta']);
    const finished = gamma?.finished_at ?? undefined;
    expect(titles((await list({ finished_from: finished })).data)).toEqual(['gamma']);
    expect(titles((await list({ finished_from: finished, finished_to: finished })).data)).toEqual([]);
  });

  it.each<[sort: Query['sort'], expected: string[]]>([
    ['-created_at', ['delta', 'gamma', 'beta', 'alpha']],
    ['created_at', ['alpha', 'beta', 'gamma', 'delta']],
    ['-priority', ['beta', 'delta', 'gamma', 'alpha']],
    ['priority', ['alpha', 'gamma', 'delta', 'beta']],
    ['-finished_at', ['gamma', 'delta', 'beta', 'alpha']],
    ['finished_at', ['alpha', 'beta', 'delta', 'gamma']],
  ])('sorts by %s', async (sort, expected) => {
    expect(titles((await list({ sort })).data)).toEqual(expected);
  });

  it('sorts by started_at, with tasks that have not started at the old end', async () => {
    await server.context.prisma
      .$executeRaw`UPDATE tasks SET started_at = now() - interval '1 hour' WHERE title = 'beta'`;
    await server.context.prisma.$executeRaw`UPDATE tasks SET started_at = now() WHERE title = 'alpha'`;
    expect(titles((await list({ sort: '-started_at' })).data)).toEqual(['alpha', 'beta', 'delta', 'gamma']);
    expect(titles((await list({ sort: 'started_at' })).data)).toEqual(['gamma', 'delta', 'beta', 'alpha']);
  });

  it('sorts newest first where no sort is asked for', async () => {
    const { body } = await server.call(taskEndpoints.list);
    expect(titles(body.data)).toEqual(['delta', 'gamma', 'beta', 'alpha']);
    expect(body).toMatchObject({
      page: 1,
      per_page: 20,
      total: 4,
      total_pages: 1,
      total_is_capped: false,
      next_cursor: null,
    });
  });

  it('leaves descriptions and results out of its rows', async () => {
    const [row] = (await list({})).data;
    expect(row).not.toHaveProperty('description');
    expect(row).not.toHaveProperty('result');
  });

  it('has an empty last page, and one page where there is nothing', async () => {
    expect(await list({ page: 3, per_page: 2 })).toMatchObject({
      data: [],
      total: 4,
      total_pages: 2,
      page: 3,
    });
    expect(await list({ status: 'failed' })).toMatchObject({
      data: [],
      total: 0,
      total_pages: 1,
      next_cursor: null,
    });
  });

  it('finds tasks that have waited longer than a duration', async () => {
    const { prisma } = server.context;
    await prisma.$executeRaw`
      UPDATE tasks SET status = 'needs_input', attempt = attempt + 1, waiting_since = now() - interval '31 minutes' WHERE title = 'delta'`;
    expect(titles((await list({ waiting_over: '30m' })).data)).toEqual(['delta']);
    expect(titles((await list({ waiting_over: '1h' })).data)).toEqual([]);
    expect(titles((await list({ waiting_over: '60s' })).data)).toEqual(['delta']);
  });
});

describe('searching', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.startWorker();
  });
  afterAll(() => server.stop());

  const found = async (q: string): Promise<string[]> =>
    titles((await server.call(taskEndpoints.list, { query: { q } })).body.data);

  it('looks into results', async () => {
    const { id } = await createTask(server, {
      title: 'Has a result',
      description: 'call calculate {"expression":"40+2"}\nresult It is zebra{output}',
    });
    const { body } = await server.call(taskEndpoints.get, { params: { id }, query: { wait: 'final' } });
    expect(body.result).toBe('It is zebra42');
    expect(await found('zebra42')).toEqual(['Has a result']);
  });

  it.each([
    ['Read report.pdf today', 'report.pdf'],
    ['Look at shop.example.com first', 'shop.example.com'],
    ['Look at https://docs.example.org/guide/start now', 'https://docs.example.org/guide/start'],
    ['Write to ada@example.net', 'ada@example.net'],
    ['Upgrade to v3.14.2 soon', 'v3.14.2'],
    ['Growth of 7.5 percent', '7.5'],
    ['The state-of-the-art', 'state-of-the-art'],
    ['Rename snake_case_name', 'snake_case_name'],
    ['Read /var/log/syslog.txt', '/var/log/syslog.txt'],
    ['Zürich im März', 'zürich'],
    ['市場分析 を行う', '市場分析'],
    ['हिन्दी में काम', 'हिन्दी'],
  ])('finds %j by %j', async (title, q) => {
    await createTask(server, { title });
    expect(await found(q)).toContain(title);
  });
});

describe('reading pages while tasks arrive', () => {
  let server: TestServer;
  const first: string[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    for (let number = 1; number <= 23; number += 1)
      first.push((await createTask(server, { title: `Task ${number}` })).id);
  });
  afterAll(() => server.stop());

  const add = () => createTask(server, { title: 'A newcomer' });

  it('repeats and loses no row when as_of of the first page is sent with the next', async () => {
    const seen: string[] = [];
    let asOf: string | undefined;
    for (let page = 1; page <= 5; page += 1) {
      const { body } = await server.call(taskEndpoints.list, {
        query: { page, per_page: 5, ...(asOf ? { as_of: asOf } : {}) },
      });
      asOf ??= body.as_of;
      expect(body).toMatchObject({ total: 23, total_pages: 5, as_of: asOf });
      seen.push(...body.data.map((task) => task.id));
      await add();
    }
    expect(seen).toEqual(first.toReversed());
  });

  it('counts a task as new that was being created when the list was read, and puts it on none of its pages', async () => {
    const inserted = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    const creating = server.context.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`
        INSERT INTO tasks (id, session_id, agent_id, title, source, labels, created_by_type, created_by_name, root_task_id)
        SELECT late.id, gen_random_uuid(), agent_id, 'Late', source, labels, created_by_type, created_by_name, late.id
        FROM tasks CROSS JOIN (SELECT gen_random_uuid() AS id) late LIMIT 1`;
      inserted.resolve();
      await read.promise;
    });
    await inserted.promise;
    const { body: before } = await server.call(taskEndpoints.list);
    read.resolve();
    await creating;
    const { body: after } = await server.call(taskEndpoints.list, { query: { as_of: before.as_of } });
    expect(after.data.map(({ id }) => id)).toEqual(before.data.map(({ id }) => id));
    const { body: live } = await server.call(liveEndpoints.get, { query: { as_of: before.as_of } });
    expect(live.new_count).toBe(1);
  });

  it.each(['-created_at', 'created_at'] as const)(
    'repeats and loses no row on a walk by cursor, sorted by %s',
    async (sort) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const query: Query = { per_page: 4, sort, ...(cursor ? { cursor } : {}) };
        const { body } = await server.call(taskEndpoints.list, { query });
        seen.push(...body.data.map((task) => task.id));
        cursor = body.next_cursor;
        if (sort === '-created_at') await add();
      } while (cursor);
      expect(new Set(seen).size).toBe(seen.length);
      const old = seen.filter((id) => first.includes(id));
      expect(old).toEqual(sort === 'created_at' ? first : first.toReversed());
    },
  );
});
