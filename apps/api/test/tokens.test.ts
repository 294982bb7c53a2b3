import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  SCOPES,
  taskEndpoints,
  tokenEndpoints,
  type CreatedToken,
  type EndpointInput,
  type Scope,
} from '@taskhelm/contract';
import { anyone } from '../src/http/caller.ts';
import { hashSecret } from '../src/tokens/secret.ts';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';

type CreateToken = EndpointInput<typeof tokenEndpoints.create>['body'];

describe('API tokens', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const make = async (more: Partial<CreateToken> = {}): Promise<CreatedToken> => {
    const { status, body } = await server.call(tokenEndpoints.create, {
      body: { name: 'test', scopes: ['tasks:read'], ...more },
    });
    expect(status).toBe(201);
    return body;
  };
  const statusWith = async (token: string): Promise<number> =>
    (await server.call(taskEndpoints.list, { token })).status;

  it('show their secret once, and are stored as its hash', async () => {
    const created = await make({ name: '  ci  ', scopes: ['tasks:read', 'tasks:write', 'tasks:read'] });
    expect(created.token).toMatch(/^bb_[0-9A-Za-z]{43}$/);
    expect(created).toMatchObject({
      name: 'ci',
      scopes: ['tasks:read', 'tasks:write'],
      prefix: created.token.slice(0, 8),
      revoked_at: null,
    });
    const listed = await server.request('/tokens', { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(JSON.stringify(listed.body)).not.toContain(created.token);
    expect(JSON.stringify(listed.body)).not.toContain(hashSecret(created.token));
    const rows = await server.context.prisma.apiToken.findMany();
    expect(JSON.stringify(rows)).not.toContain(created.token);
    expect(rows.find((row) => row.id === created.id)?.secretHash).toBe(hashSecret(created.token));
  });

  it('are all different', async () => {
    const tokens = await Promise.all(Array.from({ length: 10 }, () => make()));
    expect(new Set(tokens.map((token) => token.token)).size).toBe(10);
  });

  it('remember when they were used', async () => {
    const { id, token, last_used_at: unused } = await make();
    expect(unused).toBeNull();
    await statusWith(token);
    const listed = (await server.call(tokenEndpoints.list)).body.data.find((each) => each.id === id);
    expect(Date.parse(listed?.last_used_at ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('are worthless at the next request once revoked, and a repeat changes nothing', async () => {
    const { id, token } = await make();
    expect(await statusWith(token)).toBe(200);
    const revoked = await server.call(tokenEndpoints.revoke, { params: { id } });
    expect(revoked.body.revoked_at).not.toBeNull();
    expect(await statusWith(token)).toBe(401);
    const again = await server.call(tokenEndpoints.revoke, { params: { id } });
    expect(again.body).toEqual(revoked.body);
  });

  it('are worthless once expired', async () => {
    const { id, token } = await make({ expires_at: new Date(Date.now() + 60_000).toISOString() });
    expect(await statusWith(token)).toBe(200);
    await server.context.prisma.apiToken.update({
      where: { id },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(await statusWith(token)).toBe(401);
  });

  it('expire at any moment of RFC 3339, but not in the past', async () => {
    for (const expires_at of [
      '2040-01-01T00:00:00Z',
      '2040-01-01T00:00:00.0001Z',
      '2040-01-01T05:30:00.000000+05:30',
    ]) {
      expect((await make({ expires_at })).expires_at).toBe('2040-01-01T00:00:00.000Z');
    }
    expect((await make({ expires_at: null })).expires_at).toBeNull();
    const past = await server.call(tokenEndpoints.create, {
      body: { name: 'x', scopes: ['admin'], expires_at: '2020-01-01T00:00:00Z' },
    });
    expect([past.status, past.body.details?.[0]?.path]).toEqual([422, 'expires_at']);
  });

  it.each<[what: string, body: object]>([
    ['no scopes', { name: 'x', scopes: [] }],
    ['an unknown scope', { name: 'x', scopes: ['tasks:delete'] }],
    ['no name', { name: ' ', scopes: ['admin'] }],
    ['a secret of the caller', { name: 'x', scopes: ['admin'], token: 'bb_mine' }],
  ])('are refused with %s', async (_what, body) => {
    expect((await server.call(tokenEndpoints.create, { body: body as CreateToken })).status).toBe(422);
  });

  it('get no scope that their maker lacks', async () => {
    const { tokens } = server.context;
    const caller = { ...anyone, scopes: ['tasks:read', 'tasks:write'] as Scope[] };
    for (const scope of SCOPES.filter((each) => !caller.scopes.includes(each))) {
      await expect(tokens.create(caller, { name: 'x', scopes: ['tasks:read', scope] })).rejects.toMatchObject(
        { code: 'forbidden' },
      );
    }
    await expect(tokens.create(caller, { name: 'x', scopes: ['tasks:write'] })).resolves.toMatchObject({
      scopes: ['tasks:write'],
    });
  });

  it('answer 404 where there is none to revoke', async () => {
    expect((await server.call(tokenEndpoints.revoke, { params: { id: crypto.randomUUID() } })).status).toBe(
      404,
    );
  });
});
