import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, modelEndpoints, type EndpointInput } from '@taskhelm/contract';
import { loadConfig } from '../src/config.ts';
import { createModelNetwork } from '../src/models/model-network.ts';
import {
  calls,
  refuses,
  says,
  startModelServer,
  type ModelServer,
} from '../../../bench/support/model-server.ts';
import { createTask, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

type CreateModel = EndpointInput<typeof modelEndpoints.create>['body'];
type UpdateModel = EndpointInput<typeof modelEndpoints.update>['body'];
const KEY = 'sk-canary-5f1d0c';

describe('models', () => {
  let server: TestServer;
  let provider: ModelServer;
  beforeAll(async () => {
    provider = await startModelServer();
    const ollamaUrl = provider.url.replace('/v1', '');
    server = await startTestServer({ settings: { ollamaUrl } });
  });
  afterAll(async () => {
    await server.stop();
    await provider.close();
  });

  const create = (body: Partial<CreateModel> & { name: string }) =>
    server.call(modelEndpoints.create, {
      body: { kind: 'openai_compatible', provider_model: 'm1', base_url: provider.url, ...body },
    });
  const update = (id: string, body: UpdateModel) =>
    server.call(modelEndpoints.update, { params: { id }, body });
  const list = async () => (await server.call(modelEndpoints.list)).body.data;
  const remove = (id: string) => server.call(modelEndpoints.remove, { params: { id } });
  const test = async (id: string) => (await server.call(modelEndpoints.test, { params: { id } })).body;
  const defaults = async () => (await list()).filter((model) => model.is_default).map(({ name }) => name);

  it('begin with the scripted one, which is the default', async () => {
    expect(await list()).toMatchObject([
      { name: 'scripted:scripted', kind: 'scripted', is_default: true, key_set: false, price: null },
    ]);
  });

  it('are created with a key that no answer, row or log shows', async () => {
    const { status, body } = await create({ name: 'with key', api_key: KEY });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'with key',
      key_set: true,
      enabled: true,
      is_default: false,
      agents: [],
    });
    const row = await server.context.prisma.languageModel.findFirstOrThrow({ where: { id: body.id } });
    expect(row.sealedKey).toMatch(/^v1:/);
    expect(JSON.stringify([body, await list(), row.sealedKey])).not.toContain(KEY);
    provider.behave('m1', says('ok'));
    await test(body.id);
    expect(provider.requests.at(-1)?.authorization).toBe(`Bearer ${KEY}`);
    expect((await update(body.id, { api_key: null })).body.key_set).toBe(false);
  });

  it('are changed in part, and found by name and id', async () => {
    const { body: made } = await create({ name: 'changing', api_key: KEY });
    const price = { input_microusd: 3_000_000, output_microusd: 15_000_000 };
    const { body } = await update('changing', { price, context_window: 128_000 });
    expect(body).toMatchObject({ ...made, price, context_window: 128_000, updated_at: expect.any(String) });
    expect((await server.call(modelEndpoints.get, { params: { id: made.id } })).body).toEqual(body);
  });

  it.each<[what: string, body: object, path: string]>([
    ['an empty name', { name: '' }, 'name'],
    ['a name with markup', { name: '<b>' }, 'name'],
    ['an unknown kind', { name: 'x', kind: 'magic' }, 'kind'],
    ['a path in the model id', { name: 'x', provider_model: '../files' }, 'provider_model'],
    ['a key with a line break', { name: 'x', api_key: 'a\r\nX-Evil: 1' }, 'api_key'],
    ['a base URL that is none', { name: 'x', base_url: 'ftp://example.com' }, 'base_url'],
    ['a base URL with a query', { name: 'x', base_url: 'https://example.com/v1?key=1' }, 'base_url'],
    ['half a price', { name: 'x', price: { input_microusd: 1 } }, 'price.output_microusd'],
    ['a disabled default', { name: 'x', enabled: false, is_default: true }, 'enabled'],
    ['a scripted model with a key', { name: 'x', kind: 'scripted', api_key: 'k', base_url: null }, 'api_key'],
    ['an unknown key', { name: 'x', colour: 'red' }, 'colour'],
  ])('are refused with %s', async (_what, body, path) => {
    const answer = await create(body as CreateModel);
    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
    expect(answer.body.details?.map((detail) => detail.path)).toContain(path);
    expect((await server.call(modelEndpoints.get, { params: { id: 'x' } })).status).toBe(404);
  });

  it('have names of their own', async () => {
    await create({ name: 'popular' });
    const again = await create({ name: 'popular' });
    expect([again.status, again.body.code]).toEqual([409, 'name_taken']);
    await create({ name: 'other' });
    expect((await update('other', { name: 'popular' })).status).toBe(409);
  });

  it('have exactly one default, also when two are chosen at once', async () => {
    await Promise.all(['first', 'second'].map((name) => create({ name })));
    await Promise.all(['first', 'second'].map((name) => update(name, { is_default: true })));
    expect(await defaults()).toHaveLength(1);
    const [name = ''] = await defaults();
    expect((await remove(name)).body.code).toBe('model_in_use');
    expect((await update(name, { enabled: false })).status).toBe(422);
    await update('scripted:scripted', { is_default: true });
    expect(await defaults()).toEqual(['scripted:scripted']);
    const { prisma } = server.context;
    await expect(prisma.$executeRaw`UPDATE models SET is_default = false`).rejects.toThrow();
    await expect(
      prisma.$executeRaw`UPDATE models SET is_default = true WHERE name = 'first'`,
    ).rejects.toThrow();
  });

  it('stay while agents name them, which their new name reaches', async () => {
    const { body: model } = await create({ name: 'wanted' });
    await server.call(agentEndpoints.create, { body: { name: 'wanting', model: model.id } });
    const refused = await remove('wanted');
    expect([refused.status, refused.body.code]).toEqual([409, 'model_in_use']);
    expect(refused.body.error).toContain('wanting');
    await update('wanted', { name: 'renamed' });
    const agent = await server.call(agentEndpoints.get, { params: { id: 'wanting' } });
    expect(agent.body.model).toBe('renamed');
    await server.call(agentEndpoints.update, { params: { id: 'wanting' }, body: { model: null } });
    expect((await remove('renamed')).status).toBe(204);
    expect((await remove('renamed')).status).toBe(404);
  });

  it('say in a test how fast they are and that they can call tools', async () => {
    await create({ name: 'able', provider_model: 'able' });
    provider.behave('able', calls([{ name: 'echo', args: '{"word":"ready"}' }], 'ready'));
    expect(await test('able')).toEqual({
      ok: true,
      latency_ms: expect.any(Number),
      tool_calling: true,
      note: null,
      failure: null,
    });
    expect(await test('scripted:scripted')).toMatchObject({ ok: true, tool_calling: true });
  });

  it('say in a test that they call no tools', async () => {
    await create({ name: 'toolless', provider_model: 'toolless' });
    provider.behave('toolless', (response, request, count) => {
      const refusal = '{"error":{"message":"toolless does not support tools"}}';
      (request.tools ? refuses(400, {}, refusal) : says('ready'))(response, request, count);
    });
    expect(await test('toolless')).toMatchObject({
      ok: true,
      tool_calling: false,
      note: expect.stringContaining('does not support tools'),
    });
  });

  it.each<[string, number, string]>([
    ['refused key', 401, 'Check the key'],
    ['unknown model', 404, 'Check the name of the model'],
    ['broken server', 500, 'HTTP 500'],
  ])('say in a test what is wrong: a %s', async (name, status, words) => {
    await create({ name, provider_model: name.replace(' ', '-'), api_key: KEY });
    provider.behave(name.replace(' ', '-'), refuses(status, {}, `{"error":{"message":"bad ${KEY}"}}`));
    const body = await test(name);
    expect(body).toMatchObject({ ok: false, failure: { message: expect.stringContaining(words) } });
    expect(JSON.stringify(body)).not.toContain(KEY);
  });

  it('run the tasks of agents that name them, or of all that name none', async () => {
    provider.behave('m1', says('said by the provider'));
    await create({ name: 'working', price: { input_microusd: 1_000_000, output_microusd: 2_000_000 } });
    await update('working', { is_default: true });
    await server.startWorker();
    const { id } = await createTask(server, { description: 'anything' });
    const task = await taskIn(server, id, 'completed');
    expect(task).toMatchObject({ result: 'said by the provider', usage: { cost_microusd: 40 } });
    await update('scripted:scripted', { is_default: true });
  });

  it('fail the tasks of agents while they are disabled, with what to do', async () => {
    await create({ name: 'resting', enabled: false });
    await server.call(agentEndpoints.create, { body: { name: 'idle', model: 'resting' } });
    const { id } = await createTask(server, { agent: 'idle' });
    expect((await taskIn(server, id, 'failed')).failure).toEqual({
      code: 'model_disabled',
      message: expect.stringContaining('Enable it under Settings'),
    });
  });

  it.each([
    'http://127.0.0.1:9/v1',
    'http://127.1:9/v1',
    'http://2130706433:9/v1',
    'http://0x7f000001:9/v1',
    'http://0177.0.0.1:9/v1',
    'http://１２７.0.0.1:9/v1',
    'http://0.0.0.0:9/v1',
    'http://[::1]:9/v1',
    'http://[::ffff:7f00:1]:9/v1',
    'http://[64:ff9b::7f00:1]:9/v1',
    'http://169.254.169.254/latest',
    'http://metadata.google.internal/v1',
    'http://localhost:9/v1',
    'http://localhost.:9/v1',
    'http://10.0.0.5/v1',
    'http://user:pass@example.com/v1',
  ])('are not set up at %s, which nobody has allowed', async (base_url) => {
    const answer = await create({ name: 'inside', base_url });
    expect([answer.status, answer.body.details?.[0]?.path]).toEqual([422, 'base_url']);
  });
});

describe('the network of models', () => {
  const settings = { ...loadConfig({ MODEL_PRIVATE_HOSTS: '10.0.0.5, llm.internal:8000' }) };
  const network = createModelNetwork(settings);
  afterAll(() => network.close());

  it.each([
    'http://10.0.0.5/v1',
    'http://10.0.0.5:9000/v1',
    'http://llm.internal:8000/v1',
    'http://localhost:11434/v1',
    'http://127.0.0.1:11434/v1',
    'https://api.example.com/v1',
  ])('allows %s', (url) => {
    expect(network.refusal(url)).toBeNull();
  });

  it.each(['http://10.0.0.6/v1', 'http://llm.internal:8001/v1', 'http://localhost:11435/v1'])(
    'refuses %s, and says how it is allowed',
    (url) => {
      expect(network.refusal(url)).toContain(`MODEL_PRIVATE_HOSTS=${new URL(url).host}`);
    },
  );
});
