import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { applyMigrations, listMigrations } from '@taskhelm/prisma/migrate';
import { seedAgents, seedModels } from '@taskhelm/prisma/seed';
import { ConfigError } from '../config.ts';
import { createPrisma } from './client.ts';

/** Advisory lock under which one process at a time migrates. */
const MIGRATION_LOCK = 7_203_110_002;

/** Brings the database to the newest schema and gives an empty one its first agents. Any number may call at once. */
export async function prepareDatabase(databaseUrl: string): Promise<void> {
  await migrateDatabase(databaseUrl, async () => {
    const prisma = createPrisma(databaseUrl, { connections: 1 }, () => undefined);
    await seedModels(prisma, () => uuidv7());
    await seedAgents(prisma, () => uuidv7());
    await prisma.$disconnect();
  });
}

/** The migrations alone, and `then` while others still wait. */
export async function migrateDatabase(
  databaseUrl: string,
  then: () => Promise<void> = async () => undefined,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect().catch((error: Error) => {
    throw new ConfigError(`the database of DATABASE_URL cannot be reached: ${describe(error)}`);
  });
  try {
    if (await isPrepared(client)) return;
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await applyMigrations(databaseUrl);
    await then();
  } finally {
    await client.end();
  }
}

/**
 * Whether nothing is left to do. The engine that migrates takes a second of a processor to load, and every start of a
 * process would wait for that under the lock.
 */
async function isPrepared(client: pg.Client): Promise<boolean> {
  const tables = await client.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AND to_regclass('users') IS NOT NULL AS there`,
  );
  if (!tables.rows[0]?.there) return false;
  const { rows } = await client.query<{ name: string; done: boolean; seeded: boolean }>(
    `SELECT migration_name AS name, bool_or(finished_at IS NOT NULL AND rolled_back_at IS NULL) AS done,
            EXISTS (SELECT 1 FROM agents) OR EXISTS (SELECT 1 FROM users) AS seeded
     FROM _prisma_migrations GROUP BY migration_name`,
  );
  const done = new Set(rows.flatMap(({ name, done, seeded }) => (done && seeded ? [name] : [])));
  return (await listMigrations()).every((name) => done.has(name));
}

/** The driver's words; several addresses may each have failed with their own. */
function describe(error: Error): string {
  const parts =
    error instanceof AggregateError ? error.errors.map((part: Error) => part.message) : [error.message];
  return [...new Set(parts)].join('; ').split('\n')[0] ?? 'no answer';
}
