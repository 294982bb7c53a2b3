import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertEndpoints, systemEndpoints, taskEndpoints, tokenEndpoints } from '@taskhelm/contract';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

describe('the state of the system', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const create = async (description: string): Promise<string> =>
    (await server.call(taskEndpoints.create, { body: { agent: 'researcher', title: 'A task', description } }))
      .body.id;
  const alerts = async (since?: string) =>
    (await server.call(alertEndpoints.list, { query: since ? { since } : {} })).body;

  it('tells what waits, and that nobody is there to work', async () => {
    const id = await create('result ok');
    const { body } = await server.call(systemEndpoints.get);
    expect(body).toMatchObject({
      version: server.context.build.version,
      queue: { ready: 1, waiting: 0, running: 0 },
      workers: [],
    });
    expect(Date.parse(body.queue.oldest_ready_at ?? '')).toBeGreaterThan(Date.parse(body.started_at));
    expect(body.uptime_ms).toBeGreaterThan(0);
    expect(body.database.version).toMatch(/^\d+/);
    expect(body.database.size_bytes).toBeGreaterThan(1_000_000);
    await server.call(taskEndpoints.cancel, { params: { id } });
    expect((await server.call(systemEndpoints.get)).body.queue).toEqual({
      ready: 0,
      oldest_ready_at: null,
      waiting: 0,
      running: 0,
    });
  });

  it('counts the workers that are alive, and what each of them runs', async () => {
    const { stop } = await server.startWorker();
    const id = await create('wait 60');
    await waitUntil(
      'a worker that runs the task',
      async () => (await server.call(systemEndpoints.get)).body.workers[0]?.running === 1,
    );
    const { workers, queue } = (await server.call(systemEndpoints.get)).body;
    expect(workers).toMatchObject([{ pid: process.pid, running: 1 }]);
    expect(queue.running).toBe(1);
    await server.call(taskEndpoints.cancel, { params: { id } });
    await stop();
    expect((await server.call(systemEndpoints.get)).body.workers).toEqual([]);
  });

  it('is for administrators', async () => {
    const { body } = await server.call(tokenEndpoints.create, {
      body: { name: 'x', scopes: ['tasks:read'] },
    });
    expect((await server.call(systemEndpoints.get, { token: body.token })).status).toBe(403);
    expect((await server.call(alertEndpoints.list, { token: body.token })).status).toBe(200);
  });

  it('alerts to tasks that came to need a person or failed since a moment', async () => {
    const { server_time: before } = await alerts();
    const { stop } = await server.startWorker();
    const [asking, failing] = [await create('ask Which one?'), await create('fail No figures')];
    await create('result fine');
    await waitUntil('both alerts', async () => (await alerts(before)).data.length === 2);
    const { data, server_time } = await alerts(before);
    expect(data.toSorted((one, other) => one.state.localeCompare(other.state))).toMatchObject([
      { task_id: failing, state: 'failed', title: 'A task', agent: 'researcher', text: 'No figures' },
      { task_id: asking, state: 'needs_input', text: 'Which one?' },
    ]);
    // What was committed a little late is told again rather than never.
    expect((await alerts(server_time)).data).toEqual(data);
    const later = new Date(Date.parse(server_time) + 60_000).toISOString();
    expect((await alerts(later)).data).toEqual([]);
    await stop();
  });
});
