import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrisma, type PrismaClient } from '../../../apps/api/src/db/client.ts';
import { startEmbeddedPostgres } from '../../../apps/api/src/db/embedded-postgres.ts';
import { createLogger } from '../../../apps/api/src/logger.ts';
import { once, whenInterrupted } from './when-interrupted.ts';

/** A Postgres of its own in a folder of its own, started and supervised by the product's code. */
export type FaultPostgres = {
  dataDir: string;
  /** A new empty database. */
  createDatabase: () => Promise<string>;
  /** kill -9 of the server's first process. */
  kill: () => void;
  stop: () => Promise<void>;
};

/** In a new folder, which goes with it, or in a given one, which stays. */
export async function startFaultPostgres(folder?: string): Promise<FaultPostgres> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'taskhelm-faults-')));
  if (folder === undefined) await chmod(dataDir, 0o755);
  const embedded = await startEmbeddedPostgres(dataDir, createLogger('silent'));
  const admin = openDatabase(embedded.url);
  const cluster = await dataDirectory(admin);
  let databases = 0;
  const stop = once(async () => {
    await admin.$disconnect();
    await embedded.stop();
    if (folder === undefined) await rm(dataDir, { recursive: true, force: true });
    forget();
  });
  const forget = whenInterrupted(stop);
  return {
    dataDir,
    createDatabase: async () => {
      const name = `faults_${(databases += 1)}`;
      await admin.$executeRawUnsafe(`CREATE DATABASE ${name}`);
      return embedded.url.replace(/\/[^/]*$/, `/${name}`);
    },
    kill: () => killPostmaster(cluster),
    stop,
  };
}

export async function dataDirectory(prisma: PrismaClient): Promise<string> {
  const rows = await prisma.$queryRaw<
    { folder: string }[]
  >`SELECT current_setting('data_directory') AS folder`;
  return rows[0]?.folder ?? '';
}

export function postmasterPid(folder: string): number {
  return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export function killPostmaster(folder: string): void {
  process.kill(postmasterPid(folder), 'SIGKILL');
}

/** Not named as the product's own connections are, which are counted. */
export const openDatabase = (url: string): PrismaClient =>
  createPrisma(url, { connections: 4, name: 'faults' }, () => undefined);
