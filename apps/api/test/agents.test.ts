import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, type EndpointInput } from '@taskhelm/contract';
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
      archived_at: null,
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
    [
      'an unknown agent to delegate to',
      { name: 'x', can_delegate_to: ['researcher', 'nobody'] },
      'can_delegate_to.1',
    ],
    [
      'an unknown agent that keeps its tools',
      { name: 'x', extends_tools_to: ['nobody'] },
      'extends_tools_to.0',
    ],
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
    expect(taken.body.details?.map((detail) => detail.path)).toEqual(['name']);
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

  it('are not changed by an empty change, nor given a confirmation of a tool they lose', async () => {
    await create({ name: 'stable', tools: ['calculate'], confirm_tools: ['calculate'] });
    for (const body of [{}, { version: 1 }, { tools: [] }, { enabled: null }, { id: 'x' }]) {
      expect([body, (await update('stable', body as UpdateAgent)).status]).toEqual([body, 422]);
    }
    expect((await get('stable')).body.version).toBe(1);
  });

  it('are listed by whether they are enabled', async () => {
    await create({ name: 'off', enabled: false });
    expect(await names('false')).toEqual(expect.arrayContaining(['off']));
    expect(await names('true')).not.toContain('off');
  });

  it('keep what has gone elsewhere when something else is changed', async () => {
    const { prisma } = server.context;
    const { body: agent } = await create({ name: 'keeper', tools: ['calculate'] });
    const stale = {
      tools: ['calculate', 'gone'],
      canDelegateTo: ['gone'],
      delegatesToAny: false,
    };
    await prisma.agent.update({ where: { id: agent.id }, data: stale });
    expect((await update('keeper', { description: 'new' })).status).toBe(200);
    expect((await update('keeper', { tools: ['gone'] })).body.tools).toEqual(['gone']);
    const refused = await update('keeper', { tools: ['gone', 'other'], model: 'other' });
    expect(refused.body.details?.map((detail) => detail.path)).toEqual(['tools.1', 'model']);
  });

  it('are copied with every setting under another name', async () => {
    const { body: original } = await create({
      name: 'original',
      description: 'Does much',
      tools: ['calculate'],
      confirm_tools: ['calculate'],
      limits: { max_steps: 7 },
      max_concurrent_tasks: 2,
      can_delegate_to: [],
    });
    const duplicate = (name: string) =>
      server.call(agentEndpoints.duplicate, { params: { id: 'original' }, body: { name } });
    const { status, body: copy, headers } = await duplicate('copy');
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/agents/${copy.id}`);
    const { id: _id, created_at: _created, updated_at: _updated, ...same } = original;
    expect(copy).toMatchObject({ ...same, name: 'copy' });
    expect((await duplicate('copy')).body.code).toBe('name_taken');
    expect((await duplicate('Not a name')).body.details?.map((detail) => detail.path)).toEqual(['name']);
  });

  it('are followed by those that delegate to them when they are renamed', async () => {
    await create({ name: 'helper' });
    await create({ name: 'boss', can_delegate_to: ['helper', 'researcher'] });
    await update('helper', { name: 'assistant-two' });
    const { body: boss } = await get('boss');
    expect([boss.can_delegate_to, boss.version]).toEqual([['assistant-two', 'researcher'], 2]);
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
      'cancel_task',
      'create_task',
      'current_time',
      'get_task',
      'http_request',
      'list_tasks',
      'read_page',
      'recall',
      'remember',
      'save_file',
    ]);
    expect(tools.find((tool) => tool.name === 'calculate')?.parameters).toMatchObject({
      type: 'object',
      required: ['expression'],
    });
  });
});
