import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '@taskhelm/prisma/client';
import { RELEASE_DISK_RESERVE, withDiskReserve } from './disk-reserve.ts';
import { repeatOnConflict } from './repeat-on-conflict.ts';
import { RequestPool } from './request-pool.ts';

export { Prisma };
export type { PrismaClient };
export type Sql = Prisma.Sql;
/** The client itself, or a transaction of it. */
export type Db = Pick<PrismaClient, '$queryRaw' | '$executeRaw' | '$queryRawUnsafe'> &
  Prisma.TransactionClient;

/** Longer than any query: a server that died in the wrong moment may never answer, and nobody waits longer than a lease. */
export const QUERY_TIMEOUT_MS = 15_000;

export type PoolSettings = {
  /** At most so many; they are opened when they are needed. */
  connections: number;
  /** What Postgres shows them as. */
  name?: string;
  /** How long to wait for one when all are in use. */
  waitMs?: number;
};

/** A pool of connections to the database; a lost idle connection is reported, not thrown. */
export function createPrisma(
  databaseUrl: string,
  { connections, name = 'taskhelm', waitMs = 5_000 }: PoolSettings,
  onError: (error: Error) => void,
): PrismaClient {
  const pool = new RequestPool({
    connectionString: databaseUrl,
    max: connections,
    waitMs,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: name,
  });
  const options = { onPoolError: onError, onConnectionError: onError, disposeExternalPool: true };
  const adapter = new RepeatingPg(pool, options);
  return new PrismaClient({ adapter, errorFormat: 'minimal' });
}

/**
 * Repeats a statement outside of a transaction when Postgres asks for it, or has room for it only then. What is inside
 * one is repeated as a whole.
 */
class RepeatingPg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    const executeRaw = adapter.executeRaw.bind(adapter);
    const release = () => queryRaw({ sql: RELEASE_DISK_RESERVE, args: [], argTypes: [] });
    const repeat = <Result>(work: () => Promise<Result>): Promise<Result> =>
      withDiskReserve(() => repeatOnConflict(work), release);
    adapter.queryRaw = (query) => repeat(() => queryRaw(query));
    adapter.executeRaw = (query) => repeat(() => executeRaw(query));
    return adapter;
  }
}
