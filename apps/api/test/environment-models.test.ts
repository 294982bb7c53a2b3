import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, modelEndpoints } from '@taskhelm/contract';
import { loadConfig } from '../src/config.ts';
import { syncEnvironmentModels } from '../src/models/sync-environment-models.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

describe('a model of the environment', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const start = (environment: Record<string, string>) =>
    syncEnvironmentModels({ ...server.context, config: loadConfig(environment) });
  const list = async () => (await server.call(modelEndpoints.list)).body.data;
  const openai = { OPENAI_API_KEY: 'sk-env-1', OPENAI_MODEL: 'gpt-x' };

  it('is made at the start, and takes over from the scripted one as the default', async () => {
    await start(openai);
    expect(await list()).toMatchObject([
      {
        name: 'openai:gpt-x',
        is_default: true,
        from_environment: true,
        key_set: true,
        provider_model: 'gpt-x',
      },
      { name: 'scripted:scripted', is_default: false },
    ]);
  });

  it('keeps its price and loses nothing at the next start', async () => {
    const price = { input_microusd: 1, output_microusd: 2 };
    await server.call(modelEndpoints.update, { params: { id: 'openai:gpt-x' }, body: { price } });
    await server.call(modelEndpoints.update, {
      params: { id: 'scripted:scripted' },
      body: { is_default: true },
    });
    await start(openai);
    expect((await list()).find((model) => model.from_environment)).toMatchObject({
      price,
      is_default: false,
    });
  });

  it('is changed in the environment only', async () => {
    for (const body of [{ api_key: 'x' }, { base_url: null }, { provider_model: 'y' }, { name: 'z' }]) {
      const answer = await server.call(modelEndpoints.update, { params: { id: 'openai:gpt-x' }, body });
      expect([answer.status, answer.body.code]).toEqual([409, 'model_fixed']);
      expect(answer.body.error).toContain('OPENAI_*');
    }
  });

  it('follows a change there, and agents that name it follow with it', async () => {
    await server.call(agentEndpoints.create, { body: { name: 'follower', model: 'openai:gpt-x' } });
    await start({ ...openai, OPENAI_MODEL: 'gpt-y' });
    const agent = await server.call(agentEndpoints.get, { params: { id: 'follower' } });
    expect(agent.body.model).toBe('openai:gpt-y');
  });

  it('stays without a key, and can be changed, when it is no longer set there', async () => {
    await start({});
    const model = (await list()).find(({ name }) => name === 'openai:gpt-y');
    expect(model).toMatchObject({ from_environment: false, key_set: false });
    const body = { api_key: 'sk-2' };
    expect((await server.call(modelEndpoints.update, { params: { id: 'openai:gpt-y' }, body })).status).toBe(
      200,
    );
  });
});
