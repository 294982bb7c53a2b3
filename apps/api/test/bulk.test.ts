import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  agentEndpoints,
  BULK_FILTER_LIMIT,
  bulkEndpoints,
  taskEndpoints,
  tokenEndpoints,
  type BulkResponse,
  type EndpointInput,
} from '@taskhelm/contract';
import { askingTask, countTasks, createTask, eventsOf, getTask, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

type Body = EndpointInput<typeof bulkEndpoints.run>['body'];

const UNKNOWN = '0197fbd0-0000-7000-8000-000000000000';

describe('the same act on many tasks', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const send = (body: unknown) => server.call(bulkEndpoints.run, { body: body as Body });
  const run = async (body: Body): Promise<BulkResponse> => {
    const answer = await send(body);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };
  const many = async (count: number, body: Parameters<typeof createTask>[1]): Promise<string[]> => {
    const ids: string[] = [];
    for (let made = 0; made < count; made += 1) ids.push((await createTask(server, body)).id);
    return ids;
  };
  const now = async (): Promise<string> => (await server.call(taskEndpoints.list)).body.as_of;

  it('cancels those that can be and says why it did not cancel the others', async () => {
    const [one = '', two = '', final = ''] = await many(3, {});
    await server.context.prisma.$executeRaw`
      UPDATE tasks SET status = 'failed', attempt = attempt + 1, finished_at = now() WHERE id = ${final}::uuid`;
    const body = await run({ action: 'cancel', ids: [one, two, final, UNKNOWN, one], reason: 'not needed' });
    expect(body).toMatchObject({ matched: 4, done: 2 });
    expect(body.skipped).toEqual(
      expect.arrayContaining([
        { id: final, code: 'task_final' },
        { id: UNKNOWN, code: 'not_found' },
      ]),
    );
    const task = await getTask(server, one);
    expect(task).toMatchObject({ status: 'cancelled', cancel: { reason: 'not needed' } });
    expect((await eventsOf(server, task)).at(-1)).toMatchObject({ to: 'cancelled', note: 'not needed' });
    expect(await run({ action: 'cancel', ids: [one] })).toEqual({
      matched: 1,
      done: 0,
      skipped: [{ id: one, code: 'task_final' }],
    });
  });

  it('counts a child that its parent took along as done', async () => {
    const [parent = ''] = await many(1, {});
    const children = await many(3, { parent_task_id: parent });
    const body = await run({ action: 'cancel', ids: [...children, parent] });
    expect(body).toEqual({ matched: 4, done: 4, skipped: [] });
  });

  it('cancels running tasks and those that wait for a person', async () => {
    const worker = await server.startWorker();
    const asking = await askingTask(server, { description: 'ask Which one?' });
    const running = await createTask(server, { description: 'wait 60\nresult done' });
    await taskIn(server, running.id, 'in_progress');
    expect((await run({ action: 'cancel', ids: [asking.id, running.id] })).done).toBe(2);
    expect(await getTask(server, asking.id)).toMatchObject({ status: 'cancelled', pending_input: null });
    await worker.stop();
  });

  it('takes everything that matches a filter and was there when the list was read', async () => {
    const before = await many(30, { labels: ['batch'] });
    const asOf = await now();
    const [later = ''] = await many(1, { labels: ['batch'] });
    const body = await run({ action: 'cancel', filter: { label: ['batch'] }, as_of: asOf });
    expect(body).toEqual({ matched: 30, done: 30, skipped: [] });
    expect(await getTask(server, before[0] ?? '')).toMatchObject({ status: 'cancelled' });
    expect(await getTask(server, later)).toMatchObject({ status: 'pending' });
    expect(await run({ action: 'cancel', filter: { q: 'nothing like it' }, as_of: asOf })).toEqual({
      matched: 0,
      done: 0,
      skipped: [],
    });
  });

  it('runs final tasks again as new ones and leaves open ones alone', async () => {
    const [final = '', open = ''] = await many(2, { title: 'Again and again', labels: ['kept'] });
    await run({ action: 'cancel', ids: [final] });
    expect(await run({ action: 'retry', ids: [final, open] })).toEqual({
      matched: 2,
      done: 1,
      skipped: [{ id: open, code: 'conflict' }],
    });
    const { body } = await server.call(taskEndpoints.list, { query: { q: 'again and again' } });
    const copy = body.data.find(({ id }) => id !== final && id !== open);
    expect(copy).toMatchObject({ status: 'pending', labels: ['kept'] });
    expect(await getTask(server, copy?.id ?? '')).toMatchObject({ retry_of: final });
  });

  it('does not run a task of a disabled agent again', async () => {
    const { body: agent } = await server.call(agentEndpoints.create, { body: { name: 'resting' } });
    const [id = ''] = await many(1, { agent: 'resting' });
    await run({ action: 'cancel', ids: [id] });
    await server.call(agentEndpoints.update, { params: { id: agent.id }, body: { enabled: false } });
    expect((await run({ action: 'retry', ids: [id] })).skipped).toEqual([{ id, code: 'unknown_agent' }]);
  });

  it('adds and removes labels, on final tasks too, and never more than twenty', async () => {
    const [one = ''] = await many(1, { labels: ['old', 'both'] });
    const [full = ''] = await many(1, { labels: Array.from({ length: 20 }, (_none, index) => `l${index}`) });
    await run({ action: 'cancel', ids: [one] });
    const body = await run({
      action: 'label',
      ids: [one, full],
      add_labels: ['new', 'both'],
      remove_labels: ['old'],
    });
    expect(body).toEqual({ matched: 2, done: 1, skipped: [{ id: full, code: 'validation_failed' }] });
    expect((await getTask(server, one)).labels).toEqual(['both', 'new']);
    expect((await getTask(server, full)).labels).toHaveLength(20);
  });

  it('refuses a filter that matches more than it can do at once, and does nothing', async () => {
    await server.context.prisma.$executeRaw`
      INSERT INTO tasks (id, session_id, agent_id, title, source, created_by_type, created_by_name, root_task_id, labels)
      SELECT gen_random_uuid(), gen_random_uuid(), (SELECT id FROM agents LIMIT 1), 'one of many', 'api', 'system', 'test',
             gen_random_uuid(), ARRAY['masses'] FROM generate_series(1, ${BULK_FILTER_LIMIT + 1})`;
    const { status, body } = await send({
      action: 'cancel',
      filter: { label: 'masses' },
      as_of: await now(),
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'validation_failed',
      details: [{ path: 'filter', code: 'too_many' }],
    });
    const { body: stillThere } = await server.call(taskEndpoints.list, { query: { label: ['masses'] } });
    expect(stillThere.data[0]?.status).toBe('pending');
    await server.context.prisma.$executeRaw`DELETE FROM tasks WHERE title = 'one of many'`;
  });

  const as_of = '2030-01-01T00:00:00Z';
  it.each<[string, object, string]>([
    ['neither ids nor a filter', { action: 'cancel' }, 'ids'],
    ['both', { action: 'cancel', ids: [UNKNOWN], filter: {}, as_of }, 'ids'],
    ['a filter without as_of', { action: 'cancel', filter: {} }, 'as_of'],
    ['ids with as_of', { action: 'cancel', ids: [UNKNOWN], as_of }, 'as_of'],
    ['no ids', { action: 'cancel', ids: [] }, 'ids'],
    ['a malformed id', { action: 'cancel', ids: ['x'] }, 'ids.0'],
    ['too many ids', { action: 'cancel', ids: Array.from({ length: 501 }, () => UNKNOWN) }, 'ids'],
    ['an unknown act', { action: 'delete', ids: [UNKNOWN] }, 'action'],
    ['an unknown filter', { action: 'cancel', filter: { colour: 'red' }, as_of }, 'filter.colour'],
    ['a bad value in the filter', { action: 'cancel', filter: { status: 'odd' }, as_of }, 'filter.status.0'],
    ['an unknown agent', { action: 'cancel', filter: { agent: 'nobody' }, as_of }, 'filter.agent'],
    ['a reason for a retry', { action: 'retry', ids: [UNKNOWN], reason: 'x' }, 'reason'],
    ['labels for a cancel', { action: 'cancel', ids: [UNKNOWN], add_labels: ['x'] }, 'add_labels'],
    ['a label act without labels', { action: 'label', ids: [UNKNOWN] }, 'add_labels'],
    ['a label with a comma', { action: 'label', ids: [UNKNOWN], add_labels: ['a,b'] }, 'add_labels.0'],
    ['an unknown key', { action: 'cancel', ids: [UNKNOWN], force: true }, 'force'],
  ])('refuses %s', async (_what, body, path) => {
    const tasks = await countTasks(server);
    const answer = await send(body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'validation_failed',
      details: expect.arrayContaining([expect.objectContaining({ path })]),
    });
    expect(await countTasks(server)).toBe(tasks);
  });

  it('is for those who may change tasks', async () => {
    const { body } = await server.call(tokenEndpoints.create, {
      body: { name: 'reader', scopes: ['tasks:read'] },
    });
    const [id = ''] = await many(1, {});
    const answer = await server.call(bulkEndpoints.run, {
      body: { action: 'cancel', ids: [id] },
      token: body.token,
    });
    expect(answer.status).toBe(403);
    expect(await getTask(server, id)).toMatchObject({ status: 'pending' });
  });
});
