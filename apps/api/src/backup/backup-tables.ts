import type pg from 'pg';

/** Every table of ours, parents before children. The queue's are left out: wake-ups are made anew where tasks wait. */
export const BACKUP_TABLES = [
  'models',
  'agents',
  'users',
  'api_tokens',
  'browser_sessions',
  'sign_in_codes',
  'audit_entries',
  'tasks',
  'triggers',
  'trigger_secrets',
  'trigger_deliveries',
  'task_events',
  'input_requests',
  'idempotency_keys',
  'agent_memories',
  'artifacts',
  'host_calls',
  'tool_secrets',
  'usage_daily',
  'workers',
  'mcp_servers',
  'mcp_tools',
  'views',
  'webhooks',
  'webhook_deliveries',
] as const;

/** The first line of a backup. */
export type BackupHeader = { format: 1; created_at: string; migrations: string[] };

/** The migrations that the database stands at, in order. */
export async function readMigrationNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name',
  );
  return rows.map((row) => row.name);
}
