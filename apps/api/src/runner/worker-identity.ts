import { hostname } from 'node:os';
import { randomBytes } from 'node:crypto';
import type { PrismaClient } from '../db/client.ts';
import { keepConnection, type KeptConnection } from '../db/kept-connection.ts';
import type { Logger } from '../logger.ts';

/**
 * A worker's sign of life: an advisory lock on a connection of its own. When the process dies, Postgres drops the lock
 * with the connection, and others see within a second that its tasks are free. Leases are renewed on it too: no pool that
 * is used up can cost a lease, and a connection that is silently lost is noticed with the next renewal.
 */
export type WorkerIdentity = { id: string; connection: KeptConnection; close: () => Promise<void> };

type Parts = {
  prisma: PrismaClient;
  databaseUrl: string;
  /** What Postgres shows the connection as. */
  connectionName: string;
  newId: () => string;
  logger: Logger;
};

export async function registerWorker(parts: Parts): Promise<WorkerIdentity> {
  const { prisma, databaseUrl, connectionName: name, newId, logger } = parts;
  const id = newId();
  const lockKey = randomBytes(8).readBigInt64BE() & 0x7fff_ffff_ffff_ffffn;
  const connection = await keepConnection({
    databaseUrl,
    name,
    logger,
    prepare: async (client) => {
      const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
        lockKey.toString(),
      ]);
      if (!rows[0]?.held) throw new Error("the worker's lock is still held by the connection before");
    },
  });
  try {
    await prisma.worker.create({ data: { id, lockKey, host: hostname(), pid: process.pid } });
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    id,
    connection,
    close: async () => {
      await prisma.worker.deleteMany({ where: { id } }).catch(() => undefined);
      await connection.close();
    },
  };
}
