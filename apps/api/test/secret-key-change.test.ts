import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { modelEndpoints } from '@taskhelm/contract';
import { createModelSource } from '../src/models/model-source.ts';
import { resealSecrets } from '../src/secrets/reseal-secrets.ts';
import { createSecretBox } from '../src/secrets/secret-box.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const OLD = 'the secret key of the integration tests';
const NEW = 'another secret key that comes after it';

describe('a start with another SECRET_KEY', () => {
  let server: TestServer;
  let id = '';
  beforeAll(async () => {
    server = await startTestServer();
    const body = { name: 'm', kind: 'anthropic', provider_model: 'm1', api_key: 'sk-1' } as const;
    id = (await server.call(modelEndpoints.create, { body })).body.id;
  });
  afterAll(() => server.stop());

  const sealedKey = async () =>
    (await server.context.prisma.languageModel.findUniqueOrThrow({ where: { id } })).sealedKey ?? '';
  const start = async (...keys: [string, ...string[]]) => {
    const error = jest.fn();
    const logger = { ...server.context.logger, error } as never;
    const secrets = createSecretBox(keys);
    await resealSecrets({ prisma: server.context.prisma, secrets, logger });
    return { secrets, lines: error.mock.calls.map(([line]) => String(line)) };
  };

  it('without the previous one says so in one line, changes nothing, and the model says so when used', async () => {
    const before = await sealedKey();
    const { secrets, lines } = await start(NEW);
    expect(lines).toEqual([expect.stringMatching(/1 in models.sealed_key.*SECRET_KEY_PREVIOUS/)]);
    expect(await sealedKey()).toBe(before);
    const { prisma } = server.context;
    const source = createModelSource({ prisma, secrets, network: { fetch } as never });
    expect(await source.find('m')).toEqual({
      failure: { code: 'model_key_unreadable', message: expect.stringContaining('enter the key again') },
    });
  });

  it('and the old one as SECRET_KEY_PREVIOUS seals everything anew, so that the old one can go', async () => {
    const { lines } = await start(NEW, OLD);
    expect(lines).toEqual([]);
    expect(createSecretBox([NEW]).open(await sealedKey(), `model:${id}`)).toBe('sk-1');
    expect((await start(NEW)).lines).toEqual([]);
  });

  it('changes nothing where everything is sealed with it already', async () => {
    const before = await sealedKey();
    await start(NEW);
    expect(await sealedKey()).toBe(before);
  });
});
