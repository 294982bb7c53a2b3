import { spawn, execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Logger } from '../logger.ts';
import {
  findBinaries,
  findPostgresUser,
  isReachable,
  SYSTEM_FOLDER,
  type PostgresBinaries,
  type PostgresUser,
} from './postgres-binaries.ts';

const run = promisify(execFile);
const DATABASE = 'taskhelm';
/** Advisory lock that the instance owning the data directory holds for as long as it lives. */
const OWNER_LOCK = 7_203_110_001;

export type EmbeddedPostgres = {
  url: string;
  /** Stops the server cleanly; does nothing the second time. */
  stop: () => Promise<void>;
};

type Place = { folder: string; password: string };
type Cluster = Place & { binaries: PostgresBinaries; user: PostgresUser | null; logger: Logger };

/**
 * Starts the embedded Postgres in `dataDir`, or adopts the one that an instance left running when it was killed. It is
 * started again if it dies. Throws with one clear sentence when another instance uses the directory.
 */
export async function startEmbeddedPostgres(dataDir: string, logger: Logger): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(dataDir, logger);
  const running = await runningPort(cluster);
  const port = running ?? (await freePort());
  if (running === null) await startServer(cluster, port);
  const supervision = await supervise(cluster, port);
  await createDatabase(cluster, port);
  return {
    url: databaseUrl(cluster, port, DATABASE),
    stop: async () => {
      if (await supervision.end()) await stopServer(cluster);
    },
  };
}

/** Holds the owner's lock on a connection that ends when the server dies, and then starts it again. `end` is false the second time. */
async function supervise(cluster: Cluster, port: number): Promise<{ end: () => Promise<boolean> }> {
  let ended = false;
  let owner = await takeOwnership(cluster, port);
  const watch = (): void => void owner.once('end', () => void revive());
  const revive = async (): Promise<void> => {
    for (let wait = 100; !ended; wait = Math.min(wait * 2, 5_000)) {
      try {
        if ((await runningPort(cluster)) === null) {
          cluster.logger.error('the embedded Postgres ended; starting it again');
          await startServer(cluster, port);
        }
        owner = await takeOwnership(cluster, port);
        return watch();
      } catch (error) {
        cluster.logger.warn({ err: error }, 'the embedded Postgres is not back yet');
        await sleep(wait);
      }
    }
  };
  watch();
  return {
    end: async () => {
      if (ended) return false;
      ended = true;
      await owner.end().catch(() => undefined);
      return true;
    },
  };
}

/** The database of the instance that runs on `dataDir`, or null. Starts nothing. */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const password = await readFile(join(dataDir, 'postgres-password'), 'utf8').catch(() => null);
  if (!password) return null;
  const elsewhere = await readFile(join(dataDir, 'postgres-is-at'), 'utf8').catch(() => null);
  const cluster = { folder: elsewhere?.trim() ?? join(dataDir, 'postgres'), password: password.trim() };
  const port = await runningPort(cluster);
  return port === null ? null : databaseUrl(cluster, port, DATABASE);
}

async function openCluster(dataDir: string, logger: Logger): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true });
  const user = await findPostgresUser();
  const binaries = await findBinaries(user);
  const folder = await clusterFolder(dataDir, user);
  const password = await clusterPassword(dataDir);
  const cluster = { folder, password, binaries, user, logger };
  if (!(await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => null))) await initialise(cluster);
  return cluster;
}

/** Inside `dataDir`, unless Postgres runs as a user who cannot get there. */
async function clusterFolder(dataDir: string, user: PostgresUser | null): Promise<string> {
  const inside = join(dataDir, 'postgres');
  if (!user || (await isReachable(inside, user))) return inside;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const outside = join(SYSTEM_FOLDER, 'data', name);
  await mkdir(join(SYSTEM_FOLDER, 'data'), { recursive: true, mode: 0o755 });
  await writeFile(join(dataDir, 'postgres-is-at'), `${outside}\n`);
  return outside;
}

async function clusterPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres-password');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known) return known.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600, flag: 'wx' });
  return password;
}

async function initialise(cluster: Cluster): Promise<void> {
  await rm(cluster.folder, { recursive: true, force: true });
  await mkdir(cluster.folder, { recursive: true, mode: 0o700 });
  const passwordFile = join(cluster.folder, '..', `.initdb-${process.pid}`);
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  if (cluster.user) {
    await chown(cluster.folder, cluster.user.uid, cluster.user.gid);
    await chown(passwordFile, cluster.user.uid, cluster.user.gid);
  }
  const flags = [
    '--username=taskhelm',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ];
  try {
    await run(
      cluster.binaries.initdb,
      [`--pgdata=${cluster.folder}`, ...flags, '--data-checksums'],
      processOptions(cluster),
    );
  } catch (error) {
    await rm(cluster.folder, { recursive: true, force: true });
    const said = lastLine((error as { stderr?: string }).stderr ?? '');
    throw new Error(`the embedded Postgres could not be set up: ${said || 'initdb failed'}`, {
      cause: error,
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
  if (!cluster.user) await chmod(cluster.folder, 0o700);
}

/** The port of a server that runs on this cluster and answers, or null. A stale postmaster.pid is Postgres's to clear. */
async function runningPort(cluster: Place): Promise<number | null> {
  const lines = (await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const port = Number(lines[3]);
  if (!Number.isInteger(port) || port <= 0) return null;
  const client = await connect(cluster, port, 'postgres').catch(() => null);
  if (!client) return null;
  try {
    const { rows } = await client.query<{ folder: string }>(
      `SELECT current_setting('data_directory') AS folder`,
    );
    return rows[0]?.folder === cluster.folder ? port : null;
  } finally {
    await client.end();
  }
}

async function startServer(cluster: Cluster, port: number): Promise<void> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    log_min_messages: 'warning',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(cluster.binaries.postgres, ['-D', cluster.folder, '-p', String(port), ...flags], {
    ...processOptions(cluster),
    // A process group of its own: Ctrl+C in the terminal must not stop the database before Taskhelm has drained.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let ended = false;
  let output = '';
  server.once('exit', () => (ended = true));
  server.once('error', () => (ended = true));
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-4_000);
    for (const line of text.trim().split('\n')) cluster.logger.debug({ postgres: line }, 'postgres');
  });
  for (let waited = 0; waited < 60_000 && !ended; waited += 25) {
    const client = await connect(cluster, port, 'postgres').catch(() => null);
    if (client) {
      await client.end();
      return;
    }
    await sleep(25);
  }
  throw new Error(`the embedded Postgres did not start: ${lastLine(output) || 'no answer within 60 s'}`);
}

async function takeOwnership(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = await connect(cluster, port, 'postgres');
  client.on('error', () => undefined);
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
    OWNER_LOCK,
  ]);
  if (rows[0]?.taken) return client;
  await client.end();
  throw new Error(
    'its data directory is in use by another running Taskhelm; stop that one, or set another DATA_DIR',
  );
}

async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = await connect(cluster, port, 'postgres');
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function stopServer(cluster: Cluster): Promise<void> {
  await run(
    cluster.binaries.pg_ctl,
    ['-D', cluster.folder, '-m', 'fast', '-w', '-t', '30', 'stop'],
    processOptions(cluster),
  ).catch((error: unknown) =>
    cluster.logger.warn({ err: error }, 'the embedded Postgres had stopped already'),
  );
}

/** The environment is not handed on: it may hold keys. */
function processOptions(cluster: Cluster): {
  env: NodeJS.ProcessEnv;
  cwd: string;
  uid?: number;
  gid?: number;
} {
  const { PATH, SystemRoot } = process.env;
  const env: NodeJS.ProcessEnv = { PATH, LC_ALL: 'C.UTF-8', ...(SystemRoot ? { SystemRoot } : {}) };
  return { env, cwd: cluster.folder, ...cluster.user };
}

async function connect(cluster: Place, port: number, database: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl(cluster, port, database),
    connectionTimeoutMillis: 3_000,
  });
  await client.connect();
  return client;
}

const databaseUrl = (cluster: Place, port: number, database: string): string =>
  `postgresql://taskhelm:${cluster.password}@127.0.0.1:${port}/${database}`;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
