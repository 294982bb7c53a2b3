import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tokenEndpoints, viewEndpoints, VIEWS_PER_OWNER, type Scope, type View } from '@taskhelm/contract';
import { startTestServer, type TestServer } from './support/test-server.ts';

describe('saved views', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const makeToken = async (...scopes: Scope[]): Promise<string> =>
    (await server.call(tokenEndpoints.create, { body: { name: scopes.join(' '), scopes } })).body.token;
  const create = (body: object, token?: string) =>
    server.call(viewEndpoints.create, {
      body: body as { name: string; query: string },
      ...(token ? { token } : {}),
    });
  const save = async (body: object, token?: string): Promise<View> => {
    const answer = await create(body, token);
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const names = async (token?: string): Promise<string[]> =>
    (await server.call(viewEndpoints.list, token ? { token } : {})).body.data.map(({ name }) => name);

  it('keeps a checked query in one spelling, and changes and deletes it', async () => {
    const view = await save({
      name: ' Broken today ',
      query:
        'status=failed&status=cancelled&from=now-24h&finished_to=now-1h&agent=researcher&sort=-finished_at&q=a+b&label=',
    });
    expect(view).toMatchObject({
      name: 'Broken today',
      query:
        'status=failed,cancelled&agent=researcher&q=a+b&finished_to=now-1h&from=now-24h&sort=-finished_at',
      shared: false,
      is_own: true,
      owner: { type: 'token' },
    });
    const { body: renamed } = await server.call(viewEndpoints.update, {
      params: { id: view.id },
      body: { name: 'Broken', query: 'status=failed' },
    });
    expect(renamed).toMatchObject({ id: view.id, name: 'Broken', query: 'status=failed', shared: false });
    expect(await names()).toContain('Broken');
    expect((await server.call(viewEndpoints.remove, { params: { id: view.id } })).status).toBe(204);
    expect(await names()).not.toContain('Broken');
    expect((await server.call(viewEndpoints.remove, { params: { id: view.id } })).status).toBe(404);
  });

  it('shows a private view to its owner alone, and a shared one to everyone', async () => {
    const token = await makeToken('tasks:read', 'tasks:write');
    const other = await makeToken('tasks:read');
    const secret = await save({ name: 'Mine', query: 'status=failed' }, token);
    const shared = await save({ name: 'Ours', query: 'status=failed', shared: true }, token);
    expect(await names(token)).toEqual(expect.arrayContaining(['Mine', 'Ours']));
    const seen = (await server.call(viewEndpoints.list, { token: other })).body.data;
    expect(seen).toEqual([expect.objectContaining({ name: 'Ours', is_own: false })]);
    const change = { body: { name: 'Theirs' }, token: other };
    expect((await server.call(viewEndpoints.update, { params: { id: secret.id }, ...change })).status).toBe(
      404,
    );
    expect((await server.call(viewEndpoints.update, { params: { id: shared.id }, ...change })).status).toBe(
      403,
    );
    expect(
      (await server.call(viewEndpoints.remove, { params: { id: shared.id }, token: other })).status,
    ).toBe(403);
    expect((await server.call(viewEndpoints.remove, { params: { id: shared.id } })).status).toBe(204);
    expect((await server.call(viewEndpoints.remove, { params: { id: secret.id } })).status).toBe(404);
  });

  it('lets one who may only read save views, but not share them', async () => {
    const reader = await makeToken('tasks:read');
    const view = await save({ name: 'Reading', query: '' }, reader);
    expect((await create({ name: 'Shared', query: '', shared: true }, reader)).status).toBe(403);
    const share = { params: { id: view.id }, body: { shared: true }, token: reader };
    expect((await server.call(viewEndpoints.update, share)).status).toBe(403);
    expect((await server.call(viewEndpoints.list, { token: reader })).body.data).toEqual([view]);
    expect((await create({ name: 'x', query: '' }, await makeToken('agents:read'))).status).toBe(403);
  });

  it('has each name once for an owner, and again for another', async () => {
    const token = await makeToken('tasks:read');
    await save({ name: 'Twice', query: '' });
    expect((await create({ name: 'Twice', query: 'status=failed' })).body).toMatchObject({
      code: 'name_taken',
    });
    await save({ name: 'Twice', query: '' }, token);
    const other = await save({ name: 'Once', query: '' });
    const answer = await server.call(viewEndpoints.update, {
      params: { id: other.id },
      body: { name: 'Twice' },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'name_taken' } });
  });

  it('keeps so many for an owner and no more', async () => {
    const token = await makeToken('tasks:read');
    for (let count = 0; count < VIEWS_PER_OWNER; count += 1)
      await save({ name: `View ${count}`, query: '' }, token);
    expect(await create({ name: 'One more', query: '' }, token)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  });

  it.each<[string, object, string]>([
    ['an unknown parameter', { name: 'x', query: 'colour=red' }, 'query.colour'],
    ['a parameter of the page alone', { name: 'x', query: 'page=2' }, 'query.page'],
    ['an unknown status', { name: 'x', query: 'status=odd' }, 'query.status.0'],
    ['an unknown time', { name: 'x', query: 'from=yesterday' }, 'query.from'],
    ['a duration that is none', { name: 'x', query: 'waiting_over=long' }, 'query.waiting_over'],
    ['an empty name', { name: ' ', query: '' }, 'name'],
    ['a long name', { name: 'x'.repeat(81), query: '' }, 'name'],
    ['a long query', { name: 'x', query: `q=${'x'.repeat(2_000)}` }, 'query'],
    ['no query', { name: 'x' }, 'query'],
    ['an unknown key', { name: 'x', query: '', owner: 'me' }, 'owner'],
  ])('refuses %s', async (_what, body, path) => {
    const before = await names();
    const answer = await create(body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ details: [expect.objectContaining({ path })] });
    expect(await names()).toEqual(before);
  });

  it('refuses a change of nothing', async () => {
    const view = await save({ name: 'Unchanged', query: '' });
    const answer = await server.call(viewEndpoints.update, { params: { id: view.id }, body: {} });
    expect(answer.status).toBe(422);
  });
});
