import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { BACKUP_TABLES, readMigrationNames, type BackupHeader } from './backup-tables.ts';

const ROWS_AT_ONCE = 1_000;

/**
 * Writes the whole database, as it is at one moment, into a gzipped file: a header, then each table's name and its rows as
 * JSON, one a line, and a last line with their number. Work goes on meanwhile. A file that is not complete never gets its
 * name. Returns the number of rows.
 */
export async function writeBackup(databaseUrl: string, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const count = { rows: 0 };
    const half = `${file}.part`;
    await pipeline(
      Readable.from(readLines(client, count)),
      createGzip(),
      createWriteStream(half, { mode: 0o600 }),
    );
    await rename(half, file);
    return count.rows;
  } finally {
    await client.end();
  }
}

async function* readLines(client: pg.Client, count: { rows: number }): AsyncGenerator<string> {
  const header: BackupHeader = {
    format: 1,
    created_at: new Date().toISOString(),
    migrations: await readMigrationNames(client),
  };
  yield `${JSON.stringify(header)}\n`;
  for (const table of BACKUP_TABLES) {
    yield `table ${table}\n`;
    await client.query(
      `DECLARE rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${table} t`,
    );
    for (;;) {
      const { rows } = await client.query<{ row: string }>(
        `FETCH ${table === 'artifacts' ? 1 : ROWS_AT_ONCE} FROM rows`,
      );
      if (rows.length === 0) break;
      count.rows += rows.length;
      yield rows.map(({ row }) => `${row}\n`).join('');
    }
    await client.query('CLOSE rows');
  }
  yield `end ${count.rows}\n`;
}
