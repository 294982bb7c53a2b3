import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, type EndpointInput } from '@taskhelm/contract';
import { sortedStatuses } from './support/sorted-statuses.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

type UpdateAgent = EndpointInput<typeof agentEndpoints.update>['body'];

describe('two people who edit one agent', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const create = async (name: string) => (await server.call(agentEndpoints.create, { body: { name } })).body;
  const get = (id: string, query = {}) => server.call(agentEndpoints.get, { params: { id }, query });
  const update = (id: string, body: UpdateAgent, ifMatch?: string) =>
    server.call(agentEndpoints.update, {
      params: { id },
      body,
      ...(ifMatch ? { headers: { 'if-match': ifMatch } } : {}),
    });
  const remove = (id: string, ifMatch: string) =>
    server.call(agentEndpoints.remove, { params: { id }, headers: { 'if-match': ifMatch } });

  it('do not overwrite each other where they say which version they saw', async () => {
    const seen = await create('contested');
    const answers = await Promise.all(
      ['first', 'second', 'third'].map((description) =>
        update('contested', { description, version: seen.version }),
      ),
    );
    expect(sortedStatuses(answers)).toEqual([200, 412, 412]);
    const refused = answers.find((answer) => answer.status === 412)?.body;
    expect(refused).toMatchObject({ code: 'version_conflict', error: expect.stringContaining('version 2') });
    expect((await get('contested')).body.version).toBe(2);
  });

  it('are both heard where they do not', async () => {
    await create('shared');
    const answers = await Promise.all([
      update('shared', { description: 'mine' }),
      update('shared', { instructions: 'theirs' }),
    ]);
    expect(sortedStatuses(answers)).toEqual([200, 200]);
    expect((await get('shared')).body).toMatchObject({
      description: 'mine',
      instructions: 'theirs',
      version: 3,
    });
  });

  it('may name the version by the ETag they were given', async () => {
    await create('tagged');
    const tag = (await get('tagged')).headers.get('etag') ?? '';
    const changed = await update('tagged', { description: 'new' }, tag);
    expect(changed.status).toBe(200);
    const next = changed.headers.get('etag') ?? '';
    expect(next).not.toBe(tag);
    for (const old of [tag, `"0", ${tag}`, 'nonsense', '""']) {
      expect([old, (await update('tagged', { description: 'x' }, old)).status]).toEqual([old, 412]);
    }
    const withStats = (await get('tagged', { include: ['stats'] })).headers.get('etag') ?? '';
    expect((await update('tagged', { description: 'newer' }, withStats)).status).toBe(200);
    const now = (await get('tagged')).headers.get('etag') ?? '';
    expect((await update('tagged', { description: 'newest' }, `${tag}, ${now}`)).status).toBe(200);
    expect((await update('tagged', { description: 'whatever it is' }, '*')).status).toBe(200);
  });

  it('are told 304 while nothing has changed, and not when a count has', async () => {
    await create('polled');
    const tag = (await get('polled')).headers.get('etag') ?? '';
    const again = () =>
      server.request('/agents/polled', {
        headers: { authorization: 'Bearer bb_token_for_tests', 'if-none-match': tag },
      });
    expect((await again()).status).toBe(304);
    await server.request('/tasks', {
      method: 'POST',
      headers: { authorization: 'Bearer bb_token_for_tests', 'content-type': 'application/json' },
      body: JSON.stringify({ agent: 'polled', title: 'x' }),
    });
    expect((await again()).status).toBe(200);
  });

  it('do not delete what they have not seen', async () => {
    await create('kept');
    const tag = (await get('kept')).headers.get('etag') ?? '';
    await update('kept', { description: 'changed meanwhile' });
    expect((await remove('kept', tag)).status).toBe(412);
    expect((await get('kept')).status).toBe(200);
  });
});
