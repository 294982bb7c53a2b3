import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { schemaDiff } from '@taskhelm/prisma/schema-diff';
import { createTestDatabase } from './support/test-server.ts';

/** Indexes that the migrations write by hand, since Prisma cannot say them. */
const HAND_WRITTEN_INDEXES = [
  'agents_name_live',
  'input_requests_answered_idx',
  'input_requests_confirmed_idx',
  'input_requests_expiry_idx',
  'models_default_idx',
  'task_events_host_idx',
  'task_events_once_per_call',
  'task_events_tool_started_idx',
  'tasks_failed_idx',
  'tasks_finished_idx',
  'tasks_lease_idx',
  'tasks_resumable_idx',
  'tasks_runnable_idx',
  'tasks_running_idx',
  'tasks_search_idx',
  'tasks_started_idx',
  'tasks_waiting_idx',
  'tasks_waiting_on_child_idx',
  'trigger_deliveries_once_per_message',
  'trigger_deliveries_untaken_idx',
  'webhook_deliveries_due_idx',
  'webhook_deliveries_open_idx',
];
const HAND_WRITTEN_CHECKS = [
  'models_default_enabled',
  'models_price_whole',
  'tasks_finished_when_final',
  'tasks_lease_while_running',
  'tasks_priority_range',
  'trigger_secrets_sealed_or_hash',
  'triggers_shape_of_kind',
  'webhook_deliveries_one_subject',
  'webhook_deliveries_seq_of_task',
  'webhook_deliveries_state_known',
  'webhooks_email_when_email',
  'webhooks_format_known',
];
const HAND_WRITTEN_TRIGGERS = [
  'models_keep_default',
  'refuse_tasks_without_reserve',
  'task_events_append_only',
  'task_events_fence',
  'task_events_tell',
  'tasks_status_guard',
  'triggers_tell_of_pause',
];
/** The migration makes it a generated column, of which schema.prisma knows only the type. */
const GENERATED_COLUMNS = ['tasks.search'];

const COLUMNS = `
  SELECT table_name || '.' || column_name AS name, format_type(a.atttypid, a.atttypmod) AS type, is_nullable,
         CASE WHEN is_generated = 'ALWAYS' THEN 'generated' ELSE column_default END AS default
  FROM information_schema.columns c
  JOIN pg_attribute a ON a.attrelid = format('%I.%I', c.table_schema, c.table_name)::regclass AND a.attname = c.column_name
  WHERE table_schema = $1 AND table_name <> '_prisma_migrations' ORDER BY 1`;
const INDEXES = `
  SELECT indexname AS name, replace(indexdef, schemaname || '.', '') AS definition FROM pg_indexes
  WHERE schemaname = $1 AND tablename <> '_prisma_migrations' ORDER BY 1`;
const CONSTRAINTS = `
  SELECT conname AS name, contype AS kind, replace(pg_get_constraintdef(c.oid), $1 || '.', '') AS definition FROM pg_constraint c
  WHERE connamespace = $1::regnamespace AND contype IN ('p', 'u', 'f', 'c') AND conrelid::regclass::text NOT LIKE '%_prisma_migrations' ORDER BY 1`;
const ENUMS = `
  SELECT t.typname AS name, array_agg(e.enumlabel ORDER BY e.enumsortorder)::text AS labels
  FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE typnamespace = $1::regnamespace GROUP BY 1 ORDER BY 1`;
const TRIGGERS = `
  SELECT tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE c.relnamespace = $1::regnamespace AND NOT tgisinternal ORDER BY 1`;

type Row = { name: string } & Record<string, string>;

describe('the migrations and schema.prisma', () => {
  let migrated: { read: (sql: string) => Promise<Row[]>; close: () => Promise<void> };
  let declared: typeof migrated;
  beforeAll(async () => {
    migrated = await open();
    declared = await open(async (client, url) => {
      const schema = await readFile(
        fileURLToPath(new URL('../../../prisma/schema.prisma', import.meta.url)),
        'utf8',
      );
      await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      await client.query(await schemaDiff(null, schema, url));
    });
  });
  afterAll(() => Promise.all([migrated.close(), declared.close()]));

  async function open(prepare?: (client: pg.Client, url: string) => Promise<void>): Promise<typeof migrated> {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await prepare?.(client, database.url);
    return {
      read: async (sql) => (await client.query<Row>(sql, ['public'])).rows,
      close: () => client.end().then(database.drop),
    };
  }
  const without = (rows: Row[], names: string[]): Row[] => rows.filter((row) => !names.includes(row.name));

  it('agree about every column: type, nullability and default', async () => {
    const columns = await declared.read(COLUMNS);
    expect(columns.length).toBeGreaterThan(100);
    expect(without(await migrated.read(COLUMNS), GENERATED_COLUMNS)).toEqual(
      without(columns, GENERATED_COLUMNS),
    );
    const generated = (await migrated.read(COLUMNS)).filter((row) => row['default'] === 'generated');
    expect(generated.map((row) => [row.name, row['type']])).toEqual([['tasks.search', 'tsvector']]);
  });

  it('agree about every index but those written by hand', async () => {
    const all = await migrated.read(INDEXES);
    expect(without(all, HAND_WRITTEN_INDEXES)).toEqual(await declared.read(INDEXES));
    expect(all.map((row) => row.name)).toEqual(expect.arrayContaining(HAND_WRITTEN_INDEXES));
  });

  it('agree about every key and reference, and differ only in the checks written by hand', async () => {
    const all = await migrated.read(CONSTRAINTS);
    expect(without(all, HAND_WRITTEN_CHECKS)).toEqual(await declared.read(CONSTRAINTS));
    expect(all.filter((row) => row['kind'] === 'c').map((row) => row.name)).toEqual(HAND_WRITTEN_CHECKS);
  });

  it('agree about the values of every enum', async () => {
    const enums = await declared.read(ENUMS);
    expect(enums.map((row) => row.name)).toContain('task_status');
    expect(await migrated.read(ENUMS)).toEqual(enums);
  });

  it('have the triggers that guard tasks and events in the migrations', async () => {
    expect((await migrated.read(TRIGGERS)).map((row) => row.name)).toEqual(HAND_WRITTEN_TRIGGERS);
  });
});
