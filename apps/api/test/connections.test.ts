import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { agentEndpoints, taskEndpoints } from '@taskhelm/contract';
import { loadConfig } from '../src/config.ts';
import { checkConnections, CONNECTIONS, connectionsOf, nameConnections } from '../src/db/connections.ts';
import { createLogger } from '../src/logger.ts';
import { start } from '../src/start.ts';
import { createTask } from './support/tasks.ts';
import { createTestDatabase, startTestServer, TOKEN, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

describe('the number of connections', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let admin: pg.Client;
  /** The database, for a user who may open five connections. */
  let narrow: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    const role = `narrow_${process.pid}`;
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret' CONNECTION LIMIT 5`);
    await admin.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
    const url = new URL(database.url);
    Object.assign(url, { username: role, password: 'secret' });
    narrow = url.href;
  });
  afterAll(async () => {
    const role = `narrow_${process.pid}`;
    await admin.query(`DROP OWNED BY ${role}`);
    await admin.query(`DROP ROLE ${role}`);
    await admin.end();
    await database.drop();
  });

  it('is 11 for the API, 7 for a worker, and 15 for a process that is both', () => {
    expect([connectionsOf('api'), connectionsOf('worker'), connectionsOf('all')]).toEqual([11, 7, 15]);
  });

  it('stops a start, with what to do, where the database cannot hold them', async () => {
    const config = loadConfig({ DATABASE_URL: narrow, ROLE: 'worker', LOG_LEVEL: 'silent' });
    await expect(start(config, createLogger('silent'))).rejects.toThrow(
      'allows 5 connections to its user, other processes need 0 of them, and this one needs 7 (ROLE=worker); raise that limit',
    );
  });

  it('of another process counts as what that one may come to need', async () => {
    const refusal = () => checkConnections(narrow, 'all').catch((error: Error) => error.message);
    expect(await refusal()).toContain('other processes need 0 of them');
    const name = nameConnections('worker');
    const open = [name('lock'), name('listen'), 'psql'].map(
      (application_name) => new pg.Client({ connectionString: narrow, application_name }),
    );
    await Promise.all(open.map((client) => client.connect()));
    expect(await refusal()).toContain(`other processes need ${connectionsOf('worker') + 1} of them`);
    await Promise.all(open.map((client) => client.end()));
  });
});

describe('a process whose requests have no connection left', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('answers 503 and is alive, while its worker goes on with connections of its own', async () => {
    const { prisma } = server.context;
    await server.startWorker();
    await server.call(agentEndpoints.create, { body: { name: 'counter', tools: ['calculate'] } });
    const tasks = await Promise.all(
      Array.from({ length: 3 }, () =>
        createTask(server, {
          agent: 'counter',
          description: 'wait 1\ncall calculate {"expression":"1+1"}\nresult done',
        }),
      ),
    );
    // Prisma begins a statement when somebody waits for it.
    const held = Array.from(
      { length: CONNECTIONS.requests },
      async () => await prisma.$executeRaw`SELECT pg_sleep(10)`,
    );
    const observer = new pg.Client({ connectionString: server.context.databaseUrl });
    await observer.connect();
    const countSleeping = async (): Promise<number> => {
      const { rows } = await observer.query(`SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND query LIKE 'SELECT pg_sleep%'`);
      return rows.length;
    };
    await waitUntil('every connection to sleep', async () => (await countSleeping()) === held.length);

    const list = await server.call(taskEndpoints.list);
    expect([list.status, list.headers.get('retry-after'), list.body.code]).toEqual([503, '2', 'unavailable']);
    const body = { agent: 'counter', title: 'Refused' };
    const create = await server.request('/tasks', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    });
    expect([create.status, create.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await waitUntil('the tasks to complete meanwhile', async () => {
      const { rows } = await observer.query(`SELECT 1 FROM tasks WHERE status = 'completed'`);
      return rows.length === tasks.length;
    });
    expect(await countSleeping()).toBeGreaterThan(0);

    await Promise.all(held);
    await observer.end();
    expect((await server.call(taskEndpoints.list)).body.data).toHaveLength(tasks.length);
  });
});
