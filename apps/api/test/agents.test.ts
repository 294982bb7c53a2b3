import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, taskEndpoints, type EndpointInput } from '@taskhelm/contract';
import { createTask, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { sortedStatuses } from './support/sorted-statuses.ts';

type CreateAgent = EndpointInput<typeof agentEndpoints.create>['body'];
type UpdateAgent = EndpointInput<typeof agentEndpoints.update>['body'];

describe('agents', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const create = (body: CreateAgent) => server.call(agentEndpoints.create, { body });
  const update = (id: string, body: UpdateAgent) =>
    server.call(agentEndpoints.update, { params: { id }, body });
  const get = (id: string) => server.call(agentEndpoints.get, { params: { id } });
  const names = async (enabled?: string) =>
    (await server.call(agentEndpoints.list, { query: enabled ? { enabled } : {} })).body.data.map(
      (agent) => agent.name,
    );

  it('are three in a new database, by name', async () => {
    expect(await names()).toEqual(['assistant', 'coordinator', 'researcher']);
  });

  it('are created with defaults, and found by id and by name', async () => {
    const { status, body } = await create({ name: 'plain' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'plain',
      description: '',
      instructions: '',
      model: null,
      tools: [],
      confirm_tools: [],
      limits: {},
      max_concurrent_tasks: null,
      can_delegate_to: null,
      enabled: true,
      version: 1,
      stats: { running: 0, queued: 0, needs_input: 0 },
    });
    expect((await get(body.id)).body).toEqual(body);
    expect((await get('plain')).body).toEqual(body);
  });

  it('keep every setting that is sent', async () => {
    const settings: CreateAgent = {
      name: 'full',
      description: 'Does much',
      instructions: 'Do it',
      model: 'scripted:scripted',
      tools: ['calculate', 'ask_user'],
      confirm_tools: ['calculate'],
      limits: { max_steps: 5 },
      max_concurrent_tasks: 3,
      can_delegate_to: ['researcher'],
      enabled: false,
    };
    expect((await create(settings)).body).toMatchObject(settings);
    const { body } = await update('full', {
      can_delegate_to: null,
      max_concurrent_tasks: null,
      limits: {},
      model: null,
    });
    expect(body).toMatchObject({
      can_delegate_to: null,
      max_concurrent_tasks: null,
      limits: {},
      model: null,
      tools: settings.tools,
    });
  });

  it.each<[what: string, body: object, path: string]>([
    ['a name with spaces', { name: 'two words' }, 'name'],
    ['a name in capitals', { name: 'Upper' }, 'name'],
    ['an empty name', { name: '' }, 'name'],
    ['an unknown tool', { name: 'x', tools: ['calculate', 'fly'] }, 'tools.1'],
    [
      'a confirmation of a tool it does not have',
      { name: 'x', tools: ['calculate'], confirm_tools: ['http_request'] },
      'confirm_tools.0',
    ],
    ['an unknown model', { name: 'x', model: 'none:none' }, 'model'],
    ['a limit of no tasks', { name: 'x', max_concurrent_tasks: 0 }, 'max_concurrent_tasks'],
    ['an unknown key', { name: 'x', colour: 'red' }, 'colour'],
  ])('are refused with %s', async (_what, body, path) => {
    const { status, body: refused } = await create(body as CreateAgent);
    expect([status, refused.code]).toEqual([422, 'validation_failed']);
    expect(refused.details?.map((detail) => detail.path)).toContain(path);
    expect((await get('x')).status).toBe(404);
  });

  it('have names of their own, also when two are created or renamed at once', async () => {
    const taken = await create({ name: 'researcher' });
    expect([taken.status, taken.body.code]).toEqual([409, 'name_taken']);
    const created = await Promise.all([1, 2, 3, 4, 5].map(() => create({ name: 'popular' })));
    expect(sortedStatuses(created)).toEqual([201, 409, 409, 409, 409]);
    await Promise.all(['one', 'two'].map((name) => create({ name })));
    const renamed = await Promise.all(['one', 'two'].map((id) => update(id, { name: 'renamed' })));
    expect(sortedStatuses(renamed)).toEqual([200, 409]);
  });

  it('are changed in part, and their version rises', async () => {
    const { body: before } = await create({ name: 'changing', description: 'old', tools: ['calculate'] });
    const { status, body } = await update(before.id, { description: 'new' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...before, description: 'new', version: 2, updated_at: expect.any(String) });
  });

  it('are not changed by someone who saw an older version', async () => {
    const { body: seen } = await create({ name: 'contested' });
    const answers = await Promise.all(
      ['first', 'second'].map((description) => update('contested', { description, version: seen.version })),
    );
    expect(sortedStatuses(answers)).toEqual([200, 412]);
    expect(answers.find((answer) => answer.status === 412)?.body.code).toBe('version_conflict');
    expect((await get('contested')).body.version).toBe(2);
  });

  it('are not changed by an empty change, nor given a confirmation of a tool they lose', async () => {
    await create({ name: 'stable', tools: ['calculate'], confirm_tools: ['calculate'] });
    for (const body of [{}, { version: 1 }, { tools: [] }, { enabled: null }, { id: 'x' }]) {
      expect([body, (await update('stable', body as UpdateAgent)).status]).toEqual([body, 422]);
    }
    expect((await get('stable')).body.version).toBe(1);
  });

  it('take no new tasks while disabled, and finish those they have', async () => {
    await create({ name: 'leaving' });
    const { id } = await createTask(server, { agent: 'leaving' });
    expect((await get('leaving')).body.stats).toEqual({ running: 0, queued: 1, needs_input: 0 });
    await update('leaving', { enabled: false });
    expect(await names('false')).toContain('leaving');
    expect(await names('true')).not.toContain('leaving');
    expect((await server.call(taskEndpoints.create, { body: { agent: 'leaving', title: 'x' } })).status).toBe(
      422,
    );
    await server.startWorker();
    await taskIn(server, id, 'completed');
  });

  it('answer 404 where there is none', async () => {
    for (const id of ['nobody', crypto.randomUUID()]) {
      expect((await get(id)).status).toBe(404);
      expect((await update(id, { description: 'x' })).status).toBe(404);
    }
  });

  it('choose among the tools that are listed', async () => {
    const tools = (await server.call(agentEndpoints.tools)).body.data;
    expect(tools.map((tool) => tool.name).toSorted()).toEqual([
      'ask_user',
      'calculate',
      'create_task',
      'current_time',
      'http_request',
    ]);
    expect(tools.find((tool) => tool.name === 'calculate')?.parameters).toMatchObject({
      type: 'object',
      required: ['expression'],
    });
  });
});
