import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveEndpoints, taskEndpoints, type EndpointInput, type Live } from '@taskhelm/contract';
import { askingTask, createTask, taskIn } from './support/tasks.ts';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';

type Query = EndpointInput<typeof liveEndpoints.get>['query'];

describe('what an open list asks for at every tick', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const live = async (query: Query): Promise<Live> => {
    const { status, body } = await server.call(liveEndpoints.get, { query });
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const cancel = (id: string) => server.call(taskEndpoints.cancel, { params: { id } });
  const idsOf = ({ rows }: Live): string[] => rows.map((row) => row.id);
  /** Makes every change so far old enough not to be sent again. */
  const age = () =>
    server.context.prisma.$executeRaw`UPDATE tasks SET updated_at = updated_at - interval '1 minute'`;

  it('sends those rows that changed since the tick before, and no others', async () => {
    const [one, two] = [await createTask(server), await createTask(server)];
    const ids = [one.id, two.id].join(',');
    const first = await live({ ids });
    expect(idsOf(first).toSorted()).toEqual([one.id, two.id].toSorted());
    await age();
    const quiet = await live({ ids, since: first.server_time });
    expect(quiet.rows).toEqual([]);
    await cancel(two.id);
    const next = await live({ ids, since: quiet.server_time });
    expect(next.rows).toEqual([expect.objectContaining({ id: two.id, status: 'cancelled' })]);
  });

  it('sends a row that has got a child, although nothing was written to it', async () => {
    const { id } = await createTask(server);
    const { server_time: since } = await live({ ids: id });
    await age();
    await createTask(server, { parent_task_id: id });
    expect((await live({ ids: id, since })).rows).toEqual([
      expect.objectContaining({ id, children: { total: 1 } }),
    ]);
  });

  it('names the rows that no longer match the filters', async () => {
    const [stays, leaves] = [await createTask(server), await createTask(server)];
    await cancel(leaves.id);
    expect((await live({ ids: `${stays.id},${leaves.id}`, status: 'pending' })).left).toEqual([leaves.id]);
    expect((await live({ ids: `${stays.id},${leaves.id}` })).left).toEqual([]);
  });

  it('counts what was created after the list was read, under its filters', async () => {
    const { body: page } = await server.call(taskEndpoints.list);
    await createTask(server, { labels: ['fresh'] });
    await createTask(server);
    expect((await live({ as_of: page.as_of })).new_count).toBe(2);
    expect((await live({ as_of: page.as_of, label: 'fresh' })).new_count).toBe(1);
    expect((await live({ as_of: page.as_of, status: 'failed' })).new_count).toBe(0);
    expect((await live({})).new_count).toBe(0);
  });

  it('counts by status under the filters, but that of the status', async () => {
    const ids = [];
    for (let count = 0; count < 3; count += 1)
      ids.push((await createTask(server, { labels: ['counted'] })).id);
    await cancel(ids[0] ?? '');
    const { counts } = await live({ label: 'counted', status: 'pending' });
    expect(counts).toEqual({
      by_status: { pending: 2, in_progress: 0, needs_input: 0, completed: 0, failed: 0, cancelled: 1 },
      capped: [],
    });
  });

  it('counts the requests that wait for a person, whatever the filters', async () => {
    const before = (await live({})).inputs_pending;
    const worker = await server.startWorker();
    const { id } = await askingTask(server, { description: 'ask Which one?' });
    expect((await live({ status: 'failed' })).inputs_pending).toBe(before + 1);
    await cancel(id);
    await taskIn(server, id, 'cancelled');
    expect((await live({})).inputs_pending).toBe(before);
    await worker.stop();
  });

  it('sends a row that has been silent for too long, although nothing was written to it', async () => {
    const worker = await server.startWorker();
    const { id } = await createTask(server, { description: 'wait 600' });
    await taskIn(server, id, 'in_progress');
    const { prisma } = server.context;
    const silentFor = (minutes: number) =>
      prisma.$executeRaw`UPDATE tasks SET updated_at = now() - make_interval(mins => ${minutes}::int) WHERE id = ${id}::uuid`;
    const { server_time: since } = await live({ ids: id });
    await silentFor(10);
    expect((await live({ ids: id, since })).rows).toEqual([]);
    await silentFor(15);
    expect((await live({ ids: id, since })).rows).toEqual([
      expect.objectContaining({ id, health: expect.objectContaining({ state: 'stalled' }) }),
    ]);
    await silentFor(20);
    expect((await live({ ids: id, since })).rows).toEqual([]);
    await cancel(id);
    await worker.stop();
  });

  it('says which build of the web app it serves', async () => {
    expect((await live({})).build_id).toBe(server.context.build.build_id);
  });

  const headers = { authorization: `Bearer ${TOKEN}` };
  it.each([
    ['ids=nothing', 'ids'],
    [
      `ids=${Array.from({ length: 101 }, (_none, index) => `0197fbd0-0000-7000-8000-${String(index).padStart(12, '0')}`).join(',')}`,
      'ids',
    ],
    ['since=yesterday', 'since'],
    ['as_of=1', 'as_of'],
    ['status=odd', 'status'],
    ['agent=nobody', 'agent'],
    ['page=2', 'page'],
  ])('refuses %.30s', async (query, path) => {
    const { status, body } = await server.request(`/tasks/live?${query}`, { headers });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'invalid_query',
      details: [expect.objectContaining({ path: expect.stringContaining(path) })],
    });
  });

  it('is for those who may read tasks', async () => {
    expect((await server.request('/tasks/live')).status).toBe(401);
  });
});
