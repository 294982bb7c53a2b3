import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '@taskhelm/prisma/client';

export { Prisma };
export type { PrismaClient };
export type Sql = Prisma.Sql;
/** The client itself, or a transaction of it. */
export type Db = Pick<PrismaClient, '$queryRaw' | '$executeRaw' | '$queryRawUnsafe'> &
  Prisma.TransactionClient;

/** A pool of at most `connections` to the database; a lost idle connection is reported, not thrown. */
export function createPrisma(
  databaseUrl: string,
  connections: number,
  onError: (error: Error) => void,
): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: databaseUrl,
      max: connections,
      connectionTimeoutMillis: 5_000,
      // A server that died in the wrong moment may leave a query without an answer; nobody waits for it longer than a lease.
      query_timeout: 15_000,
      application_name: 'taskhelm',
    },
    { onPoolError: onError, onConnectionError: onError },
  );
  return new PrismaClient({ adapter, errorFormat: 'minimal' });
}
