import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { ConfigError, type Config } from '../config.ts';

type Role = Config['role'];

/** The most connections that each part of a process opens. */
export const CONNECTIONS = { requests: 8, work: 3, queue: 2, lock: 1, listen: 1 } as const;

/** How long a request waits for a free connection before it is told to come again. */
export const REQUEST_WAIT_MS = 2_000;

/** The most connections that a process of this role has at any time. */
export function connectionsOf(role: Role): number {
  const { requests, work, queue, lock, listen } = CONNECTIONS;
  const serving = role === 'worker' ? 0 : requests;
  const working = role === 'api' ? 0 : work + lock;
  return serving + working + queue + listen;
}

/** What Postgres shows the connections of one process as, so that others can tell what it may come to need. */
export type ConnectionName = (part: 'requests' | 'work' | 'queue' | 'lock' | 'listen') => string;

export function nameConnections(role: Role): ConnectionName {
  const id = randomBytes(4).toString('hex');
  return (part) => `taskhelm-${part} ${role}-${id}`;
}

const OF_PROCESS = /^taskhelm-\w+ (all|api|worker)-([0-9a-f]{8})/;

/**
 * Throws `ConfigError` when the database cannot hold what this process needs beside what others have open, each Taskhelm
 * process there counted with all that it may come to need.
 */
export async function checkConnections(databaseUrl: string, role: Role): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const open = await readOpen(client);
    const needed = connectionsOf(role);
    for (const { limit, counts, whose } of await readLimits(client)) {
      const others = countNeeded(open.filter(counts));
      if (others + needed <= limit) continue;
      throw new ConfigError(
        `the database allows ${limit} connections${whose}, other processes need ${others} of them, and this one ` +
          `needs ${needed} (ROLE=${role}); raise that limit, or start fewer processes`,
      );
    }
  } finally {
    await client.end();
  }
}

type Open = { name: string; same_user: boolean; same_database: boolean; count: number };
type Limit = { limit: number; whose: string; counts: (open: Open) => boolean };

async function readLimits(client: pg.Client): Promise<Limit[]> {
  const { rows } = await client.query<{ server: number; of_user: number; of_database: number }>(
    `SELECT current_setting('max_connections')::int - CASE WHEN rolsuper THEN 0 ELSE
         current_setting('superuser_reserved_connections')::int
           + coalesce(current_setting('reserved_connections', true)::int, 0) END AS server,
       CASE WHEN rolsuper THEN -1 ELSE rolconnlimit END AS of_user,
       CASE WHEN rolsuper THEN -1 ELSE datconnlimit END AS of_database
     FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
  );
  const { server = -1, of_user: ofUser = -1, of_database: ofDatabase = -1 } = rows[0] ?? {};
  const limits: Limit[] = [
    { limit: server, whose: ' (max_connections)', counts: () => true },
    { limit: ofUser, whose: ' to its user', counts: (open) => open.same_user },
    { limit: ofDatabase, whose: ' to this database', counts: (open) => open.same_database },
  ];
  return limits.filter(({ limit }) => limit >= 0);
}

async function readOpen(client: pg.Client): Promise<Open[]> {
  const { rows } = await client.query<Open>(
    `SELECT coalesce(application_name, '') AS name, usename = current_user AS same_user,
       datname = current_database() AS same_database, count(*)::int AS count FROM pg_stat_activity
     WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() GROUP BY 1, 2, 3`,
  );
  return rows;
}

function countNeeded(open: Open[]): number {
  const processes = new Map<string, Role>();
  let strangers = 0;
  for (const { name, count } of open) {
    const [, role, id] = OF_PROCESS.exec(name) ?? [];
    if (role && id) processes.set(id, role as Role);
    else strangers += count;
  }
  return [...processes.values()].reduce((sum, role) => sum + connectionsOf(role), strangers);
}
