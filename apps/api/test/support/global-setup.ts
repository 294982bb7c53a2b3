import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { nameConnections } from '../../src/db/connections.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { prepareDatabase } from '../../src/db/prepare-database.ts';
import { createLogger } from '../../src/logger.ts';
import { startPgBossJobQueue } from '../../src/queue/pg-boss-job-queue.ts';
import { shared } from './shared.ts';

/** One Postgres for all files, and in it a migrated database with the queue's tables that each file copies. */
export default async function setUp(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'taskhelm-test-'));
  // Where the tests run as root, Postgres runs as another user and has to get there.
  await chmod(folder, 0o755);
  const logger = createLogger('silent');
  const postgres = await startEmbeddedPostgres(folder, logger);
  shared().postgres = { ...postgres, folder };
  const template = new URL(postgres.url);
  template.pathname = '/template_taskhelm';
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query('CREATE DATABASE template_taskhelm');
  await admin.end();
  await prepareDatabase(template.href);
  const queue = await startPgBossJobQueue({
    databaseUrl: template.href,
    connectionName: nameConnections('api'),
    logger,
    supervise: false,
  });
  await queue.stop();
  process.env['TEST_DATABASE_SERVER'] = postgres.url;
}
