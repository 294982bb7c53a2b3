import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statsEndpoints, taskEndpoints } from '@taskhelm/contract';
import { createTask } from './support/tasks.ts';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';

type Finished = {
  title: string;
  status: 'completed' | 'failed' | 'cancelled';
  at: string;
  seconds: number;
  agent?: string;
  queued?: number;
  waited?: number;
  code?: string;
};

const FROM = '2026-01-10T00:00:00Z';
const TO = '2026-01-11T00:00:00Z';
const range = { from: FROM, to: TO };

describe('statistics', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    for (const task of [
      { title: 'a', status: 'completed', at: '2026-01-10T01:10:00Z', seconds: 10, queued: 1_000 },
      {
        title: 'b',
        status: 'completed',
        at: '2026-01-10T01:20:00Z',
        seconds: 30,
        queued: 3_000,
        waited: 5_000,
      },
      {
        title: 'c',
        status: 'failed',
        at: '2026-01-10T03:00:00Z',
        seconds: 50,
        agent: 'assistant',
        code: 'model_away',
      },
      {
        title: 'd',
        status: 'failed',
        at: '2026-01-10T04:00:00Z',
        seconds: 50,
        agent: 'assistant',
        code: 'model_away',
      },
      { title: 'e', status: 'failed', at: '2026-01-10T05:00:00Z', seconds: 5, code: 'step_limit' },
      { title: 'f', status: 'cancelled', at: '2026-01-10T05:30:00Z', seconds: 5 },
      { title: 'before', status: 'failed', at: '2026-01-09T23:59:59.999Z', seconds: 5, code: 'step_limit' },
      { title: 'after', status: 'completed', at: TO, seconds: 5 },
    ] as Finished[])
      await finish(task);
    await createTask(server, { title: 'open' });
  });
  afterAll(() => server.stop());

  async function finish(task: Finished): Promise<void> {
    const { id } = await createTask(server, { title: task.title, agent: task.agent ?? 'researcher' });
    await server.context.prisma.$executeRaw`
      UPDATE tasks SET status = ${task.status}::task_status, attempt = attempt + 1, finished_at = ${task.at}::timestamptz,
        started_at = ${task.at}::timestamptz - make_interval(secs => ${task.seconds}::float8),
        created_at = ${task.at}::timestamptz - interval '1 minute', queued_ms = ${task.queued ?? 2_000},
        waiting_ms = ${task.waited ?? 0}, input_tokens = 100, output_tokens = 10, cost_microusd = 7,
        failure_code = ${task.code ?? null}, failure_message = ${task.code ? `It is ${task.code}` : null}
      WHERE id = ${id}::uuid`;
  }

  it('counts tasks by status, source and agent under the filters of the list', async () => {
    const { body } = await server.call(statsEndpoints.tasks);
    expect(body).toMatchObject({
      total: 9,
      by_status: { pending: 1, in_progress: 0, needs_input: 0, completed: 3, failed: 4, cancelled: 1 },
      by_source: { agent: 0, api: 9, dashboard: 0, cron: 0, webhook: 0 },
    });
    expect(body.by_agent.map(({ agent, count }) => [agent.name, count])).toEqual([
      ['researcher', 7],
      ['assistant', 2],
    ]);
    const { body: some } = await server.call(statsEndpoints.tasks, {
      query: { agent: 'assistant', status: 'failed,completed' },
    });
    expect(some).toMatchObject({ total: 2, by_status: { failed: 2, completed: 0 } });
    const { body: list } = await server.call(taskEndpoints.list, { query: { agent: 'assistant' } });
    expect(list.total).toBe(2);
  });

  it('counts what was created and finished in each column, with tokens and cost, empty columns included', async () => {
    const { body } = await server.call(statsEndpoints.throughput, { query: { ...range, bucket: '1h' } });
    expect(body).toMatchObject({
      from: '2026-01-10T00:00:00.000Z',
      to: '2026-01-11T00:00:00.000Z',
      bucket_ms: 3_600_000,
    });
    expect(body.data).toHaveLength(24);
    expect(body.data[0]).toMatchObject({
      at: '2026-01-10T00:00:00.000Z',
      created: 0,
      completed: 0,
      cost_microusd: 0,
    });
    expect(body.data[1]).toEqual({
      at: '2026-01-10T01:00:00.000Z',
      created: 2,
      completed: 2,
      failed: 0,
      cancelled: 0,
      input_tokens: 200,
      output_tokens: 20,
      cost_microusd: 14,
    });
    expect(body.data[5]).toMatchObject({ created: 1, completed: 0, failed: 1, cancelled: 1 });
    const sum = (pick: (column: (typeof body.data)[number]) => number): number =>
      body.data.reduce((total, column) => total + pick(column), 0);
    expect([
      sum((column) => column.completed),
      sum((column) => column.failed),
      sum((column) => column.cancelled),
    ]).toEqual([2, 3, 1]);
  });

  it('counts the same tasks that the list finds for a column', async () => {
    const { body } = await server.call(taskEndpoints.list, {
      query: { status: 'failed', finished_from: '2026-01-10T03:00:00Z', finished_to: '2026-01-10T04:00:00Z' },
    });
    expect(body.data.map(({ title }) => title)).toEqual(['c']);
  });

  it('measures how long tasks took and waited, in all, over time and by agent', async () => {
    const { body } = await server.call(statsEndpoints.durations, { query: { ...range, bucket: '1h' } });
    expect(body.overall).toEqual({
      count: 5,
      duration: { p50_ms: 30_000, p95_ms: 50_000 },
      queued: { p50_ms: 2_000, p95_ms: 2_800 },
      waiting: { p50_ms: 5_000, p95_ms: 5_000 },
    });
    expect(body.data[1]).toMatchObject({ count: 2, duration: { p50_ms: 20_000, p95_ms: 29_000 } });
    expect(body.data[0]).toEqual({
      at: '2026-01-10T00:00:00.000Z',
      count: 0,
      duration: { p50_ms: null, p95_ms: null },
      queued: { p50_ms: null, p95_ms: null },
      waiting: { p50_ms: null, p95_ms: null },
    });
    expect(body.by_agent.map(({ agent, count }) => [agent.name, count])).toEqual([
      ['assistant', 2],
      ['researcher', 3],
    ]);
  });

  it('groups failures by their code and says which are new', async () => {
    const { body } = await server.call(statsEndpoints.failures, { query: range });
    expect(body.total).toBe(3);
    expect(body.data).toEqual([
      expect.objectContaining({
        code: 'model_away',
        count: 2,
        first_at: '2026-01-10T03:00:00.000Z',
        last_at: '2026-01-10T04:00:00.000Z',
        is_new: true,
        message: 'It is model_away',
        agents: ['assistant'],
      }),
      expect.objectContaining({ code: 'step_limit', count: 1, is_new: false }),
    ]);
    const { body: newest } = await server.call(taskEndpoints.get, {
      params: { id: body.data[0]?.task_id ?? '' },
    });
    expect(newest.title).toBe('d');
  });

  it('takes the last day, in columns of half an hour or so, where no range is given', async () => {
    const { body } = await server.call(statsEndpoints.throughput);
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(86_400_000);
    expect(body.data.length).toBeLessThanOrEqual(61);
  });

  const headers = { authorization: `Bearer ${TOKEN}` };
  it.each([
    ['/stats/throughput?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'from'],
    ['/stats/throughput?from=2020-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'from'],
    [`/stats/durations?from=${FROM}&to=${TO}&bucket=1m`, 'bucket'],
    ['/stats/durations?bucket=2h', 'bucket'],
    ['/stats/durations?agent=nobody', 'agent'],
    ['/stats/failures?bucket=1h', 'bucket'],
    ['/stats/failures?from=yesterday', 'from'],
    ['/tasks/stats?status=odd', 'status'],
    ['/tasks/stats?page=1', 'page'],
  ])('refuses %s', async (path, parameter) => {
    const { status, body } = await server.request(path, { headers });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'invalid_query',
      details: [expect.objectContaining({ path: expect.stringContaining(parameter) })],
    });
  });

  it('is for those who may read tasks', async () => {
    expect((await server.request('/stats/throughput')).status).toBe(401);
  });
});
