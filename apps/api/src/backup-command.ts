import { resolve } from 'node:path';
import { restoreBackup } from './backup/restore-backup.ts';
import { writeBackup } from './backup/write-backup.ts';
import { ConfigError, loadConfig, type Config } from './config.ts';
import { findRunningPostgres, startEmbeddedPostgres } from './db/embedded-postgres.ts';
import { migrateDatabase } from './db/prepare-database.ts';
import { loadEnvironment } from './load-environment.ts';
import { createLogger } from './logger.ts';

const COMMANDS = { backup, restore };

/** `backup <file>` or `restore <file>`, for the database that the settings name. Ends the process. */
export async function runBackupCommand(
  command: keyof typeof COMMANDS,
  file: string | undefined,
): Promise<never> {
  try {
    if (!file) throw new ConfigError(`say which file: npm run ${command} -- taskhelm-backup.gz`);
    loadEnvironment();
    process.stdout.write(`${await COMMANDS[command](loadConfig(process.env), resolve(file))}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`No ${command}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** While Taskhelm runs, or, with the embedded Postgres, while it does not. */
async function backup(config: Config, file: string): Promise<string> {
  const running = config.databaseUrl ?? (await findRunningPostgres(config.dataDir));
  const rows = running
    ? await writeBackup(running, file)
    : await withDatabase(config, (url) => writeBackup(url, file));
  return `Wrote ${rows} rows to ${file}`;
}

async function restore(config: Config, file: string): Promise<string> {
  const rows = await withDatabase(config, async (databaseUrl) => {
    await migrateDatabase(databaseUrl);
    return restoreBackup(databaseUrl, file);
  });
  return `Restored ${rows} rows from ${file}`;
}

async function withDatabase<Result>(
  config: Config,
  work: (databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  if (config.databaseUrl) return work(config.databaseUrl);
  const postgres = await startEmbeddedPostgres(config.dataDir, createLogger('silent'));
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}
