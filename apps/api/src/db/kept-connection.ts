import { randomBytes } from 'node:crypto';
import { Socket } from 'node:net';
import pg from 'pg';
import type { Logger } from '../logger.ts';
import { isDatabaseAway, sqlState } from './sql-state.ts';

const PING_MS = 10_000;
/** A ping that fails this late is still noticed within fifteen seconds of the loss. */
const ANSWER_MS = 4_000;
const CLOSE_MS = 1_000;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

/** A connection outside of every pool that is opened again whenever it is lost, silently lost included. */
export type KeptConnection = {
  /** Rejects while the connection is away, and when there is no answer within four seconds. */
  query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  close: () => Promise<void>;
};

export type KeptConnectionSettings = {
  databaseUrl: string;
  /** What Postgres shows it as; a few characters that make it the only one of its name are added. */
  name: string;
  logger: Logger;
  /** What each new connection needs before it is of use. */
  prepare: (client: pg.Client) => Promise<unknown>;
  onNotification?: (payload: string) => void;
  onReopened?: () => void;
};

type Link = { client: pg.Client; drop: () => void };

/**
 * Opens the connection; rejects when that fails the first time. From then on there is always one connection or one
 * attempt at it, never two: each loss is reported once, and only the end of an attempt begins the next.
 */
export async function keepConnection(settings: KeptConnectionSettings): Promise<KeptConnection> {
  const { logger, onReopened } = settings;
  const name = `${settings.name}-${randomBytes(4).toString('hex')}`;
  let link: Link | null = null;
  let closed = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;

  const lose = (lost: Link, error: unknown): void => {
    if (link !== lost) return;
    link = null;
    lost.drop();
    if (closed) return;
    logger.warn({ err: error }, `the connection ${name} was lost; opening it again`);
    openLater();
  };
  const openLater = (): void => {
    retry = setTimeout(() => void openAgain(), retryDelay((failures += 1)));
  };
  const openAgain = async (): Promise<void> => {
    try {
      const fresh = await open(settings, name, lose);
      if (closed) return fresh.drop();
      link = fresh;
      failures = 0;
      onReopened?.();
    } catch {
      if (!closed) openLater();
    }
  };
  const query: KeptConnection['query'] = async <Row extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ) => {
    const current = link;
    if (!current) throw new Error(`the connection ${name} is away`);
    try {
      return (await current.client.query<Row>(text, values)).rows;
    } catch (error) {
      if (sqlState(error) === null || isDatabaseAway(error)) lose(current, error);
      throw error;
    }
  };
  link = await open(settings, name, lose);
  const pings = setInterval(() => void query('SELECT 1').catch(() => undefined), PING_MS);
  return {
    query,
    close: async () => {
      closed = true;
      clearTimeout(retry);
      clearInterval(pings);
      if (link) await end(link);
    },
  };
}

/** Half, so that many processes do not come back at the same moment, up to the whole of a delay that doubles. */
export function retryDelay(failures: number): number {
  const whole = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
  return whole * (0.5 + Math.random() / 2);
}

async function open(
  settings: KeptConnectionSettings,
  name: string,
  lose: (link: Link, error: unknown) => void,
): Promise<Link> {
  // Our own socket: the driver closes politely, and waits for ever for the answer of a peer that is gone.
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: settings.databaseUrl,
    application_name: name,
    keepAlive: true,
    keepAliveInitialDelayMillis: PING_MS,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    stream: () => socket,
  });
  const link: Link = { client, drop: () => socket.destroy() };
  client.on('error', (error) => lose(link, error));
  client.on('end', () => lose(link, new Error('the server closed the connection')));
  client.on('notification', ({ payload }) => settings.onNotification?.(payload ?? ''));
  try {
    await client.connect();
    await endPredecessor(client, name);
    await settings.prepare(client);
    return link;
  } catch (error) {
    link.drop();
    throw error;
  }
}

/** A connection that was lost on the way is still open for the server: it would hold its locks, and its place, for hours. */
async function endPredecessor(client: pg.Client, name: string): Promise<void> {
  await client.query(
    `SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()`,
    [name],
  );
}

async function end({ client, drop }: Link): Promise<void> {
  const late = setTimeout(drop, CLOSE_MS);
  await client.end().catch(() => undefined);
  clearTimeout(late);
}
