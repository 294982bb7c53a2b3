import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

const CSP =
  "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';" +
  "frame-ancestors 'none';object-src 'none';base-uri 'none';form-action 'self'";

describe('the server itself', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const get = (path: string) => fetch(server.url + path);

  it('says at /healthz that it is alive, without a credential', async () => {
    const answer = await get('/healthz');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  it('says at /readyz that database and queue answer', async () => {
    const answer = await get('/readyz');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }]);
  });

  it.each(['/healthz', '/readyz', '/api/v1/tasks', '/api/v1/nothing', '/nothing.txt', '/'])(
    'sends its security headers with %s',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toBe(CSP);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('keeps answers of the API out of shared caches', async () => {
    const { headers } = await server.request('/tasks', { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('gives each request an id of its own, whatever the caller sends', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () =>
        (await fetch(`${server.url}/healthz`, { headers: { 'x-request-id': 'mine' } })).headers.get(
          'x-request-id',
        ),
      ),
    );
    expect(new Set([...ids, 'mine']).size).toBe(3);
  });

  it('sends no file from outside of the web app', async () => {
    for (const path of [
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/.env',
      '/assets/..%2f..%2fpackage.json',
      '/assets/missing.js',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });
});

describe('a server in trouble with its database', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('answers 200 or 503 when its connections are cut, and 200 again soon', async () => {
    const list = () => server.request('/tasks', { headers: { authorization: `Bearer ${TOKEN}` } });
    await Promise.all(Array.from({ length: 10 }, list));
    const answers = Array.from({ length: 20 }, list);
    await server.context.prisma
      .$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    for (const answer of [
      ...(await Promise.all(answers)),
      ...(await Promise.all(Array.from({ length: 20 }, list))),
    ]) {
      expect([200, 503]).toContain(answer.status);
      if (answer.status === 503)
        expect([answer.headers.get('retry-after'), (answer.body as { code: string }).code]).toEqual([
          '2',
          'unavailable',
        ]);
    }
    await waitUntil('the server to answer again', async () => (await list()).status === 200);
  });

  it('stays alive but is not ready without its queue', async () => {
    await server.context.prisma.$executeRawUnsafe('DROP SCHEMA pgboss CASCADE');
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, ready.headers.get('retry-after'), await ready.json()]).toEqual([
      503,
      '2',
      { status: 'unavailable' },
    ]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});
