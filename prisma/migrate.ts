import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { withSchemaEngine, prismaFolder } from './schema-engine.ts';

/**
 * Applies the migrations of this folder that the database lacks, in order, up to the `last`, and returns their names. They are recorded in
 * `_prisma_migrations`, so Prisma's own command line agrees. The caller sees to it that one process does this at a time.
 */
export async function applyMigrations(databaseUrl: string, last?: string): Promise<string[]> {
  const migrationsList = await readMigrations(last);
  return withSchemaEngine(databaseUrl, async (engine) => {
    const filters = { externalTables: [], externalEnums: [] };
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
    return appliedMigrationNames;
  });
}

/** The names of this folder's migrations, in order. */
export async function listMigrations(): Promise<string[]> {
  const entries = await readdir(join(prismaFolder, 'migrations'), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).toSorted();
}

async function readMigrations(last?: string): Promise<MigrationList> {
  const baseDir = join(prismaFolder, 'migrations');
  const names = (await listMigrations()).filter((name) => last === undefined || name <= last);
  const migrationDirectories = await Promise.all(
    names.map(async (path) => {
      const value = await readFile(join(baseDir, path, 'migration.sql'), 'utf8');
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    }),
  );
  const lockfile = {
    path: 'migration_lock.toml',
    content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8'),
  };
  return { baseDir, lockfile, migrationDirectories, shadowDbInitScript: '' };
}
