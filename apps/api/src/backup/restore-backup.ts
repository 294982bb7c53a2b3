import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { BACKUP_TABLES, readMigrationNames, type BackupHeader } from './backup-tables.ts';

const ROWS_AT_ONCE = 500;

/**
 * Puts a backup into a migrated database that has no rows, in one transaction: all of it or nothing. Returns the number of
 * rows. Throws with one sentence where file or database do not fit.
 */
export async function restoreBackup(databaseUrl: string, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    const tables = await tablesOf(client);
    await refuseUnlessEmpty(client, tables);
    // The triggers watch what workers write; what is restored has passed them already.
    for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    const rows = await insertAll(client, file);
    for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await client.query('COMMIT');
    return rows;
  } finally {
    await client.end();
  }
}

/** Our tables that the database has: one that stands at an earlier migration lacks the later ones. */
async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM unnest($1::text[]) WITH ORDINALITY AS ours(name, at) WHERE to_regclass(name) IS NOT NULL ORDER BY at',
    [BACKUP_TABLES],
  );
  return rows.map(({ name }) => name);
}

async function refuseUnlessEmpty(client: pg.Client, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rowCount)
      throw new Error('the database is not empty; restore into a new DATA_DIR or an empty database');
  }
}

async function insertAll(client: pg.Client, file: string): Promise<number> {
  let table: string | null = null;
  let batch: string[] = [];
  let rows = 0;
  let expected = -1;
  const flush = async (): Promise<void> => {
    if (table && batch.length > 0) await insertRows(client, table, batch);
    rows += batch.length;
    batch = [];
  };
  const stream = createReadStream(file).pipe(createGunzip());
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    if (line.startsWith('{') && table === null) await checkHeader(client, line);
    else if (line.startsWith('{')) batch.push(line);
    else if (line.startsWith('end ')) expected = Number(line.slice(4));
    else {
      await flush();
      table = knownTable(line);
    }
    if (batch.length >= ROWS_AT_ONCE || expected >= 0) await flush();
  }
  if (rows !== expected) throw new Error('the backup is cut short; nothing was restored');
  return rows;
}

async function checkHeader(client: pg.Client, line: string): Promise<void> {
  const header = JSON.parse(line) as BackupHeader;
  const here = await readMigrationNames(client);
  if (header.format === 1 && header.migrations.join() === here.join()) return;
  throw new Error('the backup is of another version of Taskhelm; restore it with that version, then upgrade');
}

function knownTable(line: string): string {
  const name = line.replace(/^table /, '');
  if (BACKUP_TABLES.some((table) => table === name)) return name;
  throw new Error('this is not a backup of Taskhelm');
}

async function insertRows(client: pg.Client, table: string, rows: string[]): Promise<void> {
  const columns = await writableColumns(client, table);
  await client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
    [`[${rows.join(',')}]`],
  );
}

/** All but those that Postgres computes. */
async function writableColumns(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(column_name) AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    [table],
  );
  return rows.map((row) => row.name).join(', ');
}
