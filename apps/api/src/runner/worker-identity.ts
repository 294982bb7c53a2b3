import { hostname } from 'node:os';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { PrismaClient } from '../db/client.ts';
import type { Logger } from '../logger.ts';

/**
 * A worker's sign of life: an advisory lock on a connection of its own. When the process dies, Postgres drops the lock
 * with the connection, and others see within a second that its tasks are free.
 */
export type WorkerIdentity = { id: string; close: () => Promise<void> };

type Parts = { prisma: PrismaClient; databaseUrl: string; newId: () => string; logger: Logger };

const RECONNECT_MS = 500;

export async function registerWorker({ prisma, databaseUrl, newId, logger }: Parts): Promise<WorkerIdentity> {
  const id = newId();
  const lockKey = randomBytes(8).readBigInt64BE() & 0x7fff_ffff_ffff_ffffn;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const hold = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'taskhelm-worker',
      keepAlive: true,
    });
    client.on('error', (error) => logger.warn({ err: error }, "the worker's own connection was lost"));
    client.on('end', () => {
      if (!closed) timer = setTimeout(again, RECONNECT_MS);
    });
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [lockKey.toString()]);
    return client;
  };
  let client = await hold();
  const again = (): void => {
    hold().then(
      (fresh) => (client = fresh),
      () => {
        if (!closed) timer = setTimeout(again, RECONNECT_MS);
      },
    );
  };
  await prisma.worker.create({ data: { id, lockKey, host: hostname(), pid: process.pid } });
  return {
    id,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await prisma.worker.deleteMany({ where: { id } }).catch(() => undefined);
      await client.end().catch(() => undefined);
    },
  };
}
