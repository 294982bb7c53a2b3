import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Endpoint, EndpointInput, EndpointResponse, ErrorBody } from '@taskhelm/contract';
import { createApp } from '../../src/app.ts';
import { loadConfig, type Config } from '../../src/config.ts';
import { createContext, type Context, type Overrides } from '../../src/context.ts';
import { createLogger } from '../../src/logger.ts';
import { startTaskWorker } from '../../src/runner/start-task-worker.ts';
import { listen } from '../../src/server.ts';
import { ensureBootstrapToken } from '../../src/tokens/bootstrap-token.ts';

export const TOKEN = 'bb_token_for_tests';

export type Answer<Body> = { status: number; headers: Headers; body: Body };

export type TestServer = {
  context: Context;
  databaseUrl: string;
  url: string;
  /** Calls an endpoint with the admin token; the body is what came, success or error. */
  call: <E extends Endpoint>(
    endpoint: E,
    input?: Partial<EndpointInput<E>> & { token?: string; headers?: Record<string, string> },
  ) => Promise<Answer<EndpointResponse<E> & ErrorBody>>;
  /** A plain request below /api/v1, for what no typed call can say. */
  request: (path: string, init?: RequestInit) => Promise<Answer<unknown>>;
  startWorker: (concurrency?: number) => Promise<{ stop: () => Promise<void> }>;
  stop: () => Promise<void>;
};

/** A server on a free port with a database of its own, and no worker until one is started. */
export async function startTestServer(
  options: { settings?: Partial<Config>; overrides?: Overrides } = {},
): Promise<TestServer> {
  const database = await createTestDatabase();
  const config = {
    ...loadConfig({
      PORT: '0',
      LOG_LEVEL: 'silent',
      BOOTSTRAP_TOKEN: TOKEN,
      SECRET_KEY: 'the secret key of the integration tests',
    }),
    ...options.settings,
  };
  const context = await createContext(
    { config, databaseUrl: database.url, logger: createLogger(config.logLevel) },
    options.overrides,
  );
  await ensureBootstrapToken(context.prisma, TOKEN, context.newId);
  const server = await listen(createApp(context), { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${server.port}`;
  const workers: (() => Promise<void>)[] = [];
  return {
    context,
    databaseUrl: database.url,
    url,
    call: async (endpoint, input = {}) => {
      const body =
        input.body && Object.keys(input.body).length > 0 ? { body: JSON.stringify(input.body) } : {};
      const headers = {
        authorization: `Bearer ${input.token ?? TOKEN}`,
        ...(body.body ? { 'content-type': 'application/json' } : {}),
        ...input.headers,
      };
      const answer = await send(
        `${url}/api/v1${fillPath(endpoint.path, input.params)}${queryString(input.query)}`,
        { method: endpoint.method, headers, ...body },
      );
      return answer as Answer<never>;
    },
    request: (path, init) => send(`${url}/api/v1${path}`, init),
    startWorker: async (concurrency = 10) => {
      const stop = await startTestWorker(context, concurrency);
      workers.push(stop);
      return { stop };
    },
    stop: async () => {
      for (const stop of workers) await stop();
      await server.close();
      await context.close();
      await database.drop();
    },
  };
}

async function startTestWorker(context: Context, workerConcurrency: number): Promise<() => Promise<void>> {
  const worker = await startTaskWorker({ ...context, config: { ...context.config, workerConcurrency } });
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= worker.stop());
}

async function send(url: string, init?: RequestInit): Promise<Answer<unknown>> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

function fillPath(path: string, params: unknown): string {
  const values = (params ?? {}) as Record<string, string | number>;
  return path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(String(values[name])));
}

function queryString(query: unknown): string {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  );
  return entries.length > 0
    ? `?${new URLSearchParams(entries.map(([key, value]): [string, string] => [key, String(value)])).toString()}`
    : '';
}

/** A copy of the migrated template, on the Postgres that all files share. */
export async function createTestDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env['TEST_DATABASE_SERVER'];
  if (!server) throw new Error('run integration tests through Jest, which starts their Postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template_taskhelm`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
