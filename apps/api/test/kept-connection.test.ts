import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { keepConnection, retryDelay, type KeptConnection } from '../src/db/kept-connection.ts';
import { createPrisma, type PrismaClient } from '../src/db/client.ts';
import { createLogger } from '../src/logger.ts';
import { endStuckListeners } from '../src/runner/end-stuck-listeners.ts';
import { startFreezableProxy, type FreezableProxy } from './support/freezable-proxy.ts';
import { createTestDatabase } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

const LOCK = 4_711;

describe('a connection that is kept', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let prisma: PrismaClient;
  let proxy: FreezableProxy;
  let kept: KeptConnection;
  let heard: string[];
  let reopened: number;

  beforeEach(async () => {
    database = await createTestDatabase();
    prisma = createPrisma(database.url, { connections: 2 }, () => undefined);
    proxy = await startFreezableProxy(database.url);
    [heard, reopened] = [[], 0];
    kept = await keepConnection({
      databaseUrl: proxy.url,
      name: 'kept',
      logger: createLogger('silent'),
      prepare: async (client) => {
        await client.query('LISTEN kept');
        const { rows } = await client.query<{ held: boolean }>(
          `SELECT pg_try_advisory_lock(${LOCK}) AS held`,
        );
        if (!rows[0]?.held) throw new Error('held by the connection before');
      },
      onNotification: (payload) => heard.push(payload),
      onReopened: () => (reopened += 1),
    });
  });
  afterEach(async () => {
    await kept.close();
    await proxy.close();
    await prisma.$disconnect();
    await database.drop();
  });

  const sessions = (): Promise<{ pid: number; locks: number }[]> => prisma.$queryRaw`
    SELECT a.pid, (SELECT count(*)::int FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory' AND l.granted) AS locks
    FROM pg_stat_activity a WHERE datname = current_database() AND application_name LIKE 'kept-%'`;
  const isBack = (): Promise<boolean> => waitUntil('the connection to be back', async () => reopened === 1);

  it('is opened again when the server ends it, and hears and holds what it did before', async () => {
    await prisma.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'kept-%'`;
    await isBack();
    await prisma.$executeRaw`SELECT pg_notify('kept', 'hello')`;
    await waitUntil('the notification', async () => heard.length === 1);
    expect(await sessions()).toEqual([{ pid: expect.any(Number), locks: 1 }]);
    expect(proxy.opened('kept-')).toBe(2);
  });

  it('is opened again when it is silent, and takes its lock from the session that the server still has', async () => {
    const [before] = await sessions();
    expect(proxy.freeze('kept-')).toBe(1);
    await expect(kept.query('SELECT 1')).rejects.toThrow('timeout');
    await isBack();
    const after = await sessions();
    expect(after).toEqual([{ pid: expect.any(Number), locks: 1 }]);
    expect(after[0]?.pid).not.toBe(before?.pid);
    expect(await kept.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
  });

  it('stays open when the server refuses a statement', async () => {
    await expect(kept.query('SELECT 1/0')).rejects.toThrow('division by zero');
    expect(await kept.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(reopened).toBe(0);
  });

  it('is not opened again once it is closed', async () => {
    await kept.close();
    await waitUntil('the session to end', async () => (await sessions()).length === 0);
    await expect(kept.query('SELECT 1')).rejects.toThrow();
    expect(proxy.opened('kept-')).toBe(1);
  });
});

describe('a listener that no longer reads', () => {
  it('is ended once the server waits to write to it, and one that is well is not', async () => {
    const database = await createTestDatabase();
    const prisma = createPrisma(database.url, { connections: 2 }, () => undefined);
    const open = async (
      name: string,
    ): Promise<pg.Client & { connection: { stream: { pause: () => void } } }> => {
      const client = new pg.Client({
        connectionString: database.url,
        application_name: `taskhelm-listen ${name}`,
      });
      client.on('error', () => undefined);
      await client.connect();
      await client.query('LISTEN loud');
      return client as never;
    };
    const deaf = await open('deaf');
    const well = await open('well');
    try {
      deaf.connection.stream.pause();
      await waitUntil('the server to wait', async () => {
        await prisma.$executeRaw`SELECT pg_notify('loud', n || repeat('x', 7900)) FROM generate_series(1, 500) n`;
        const waiting = await prisma.$queryRaw<unknown[]>`
          SELECT 1 FROM pg_stat_activity WHERE application_name = 'taskhelm-listen deaf' AND wait_event = 'ClientWrite'`;
        return waiting.length === 1;
      });
      expect(await endStuckListeners(prisma, 3_600)).toBe(0);
      expect(await endStuckListeners(prisma, 0)).toBe(1);
      await waitUntil('its session to end', async () => {
        const left = await prisma.$queryRaw<{ name: string }[]>`
          SELECT application_name AS name FROM pg_stat_activity WHERE application_name LIKE 'taskhelm-listen %'
            AND datname = current_database()`;
        return left.length === 1 && left[0]?.name === 'taskhelm-listen well';
      });
    } finally {
      await well.end();
      void deaf.end();
      await prisma.$disconnect();
      await database.drop();
    }
  });
});

describe('the delay before the next attempt', () => {
  it.each([
    [1, 50, 100],
    [2, 100, 200],
    [5, 800, 1_600],
    [20, 2_500, 5_000],
  ])('after %i failures is between %i and %i ms', (failures, least, most) => {
    const delays = Array.from({ length: 50 }, () => retryDelay(failures));
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...delays)).toBeLessThanOrEqual(most);
    expect(new Set(delays).size).toBeGreaterThan(1);
  });
});
