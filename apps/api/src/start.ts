import { createApp } from './app.ts';
import { ConfigError, type Config } from './config.ts';
import { createContext, type Context, type Overrides } from './context.ts';
import { checkConnections } from './db/connections.ts';
import { startEmbeddedPostgres } from './db/embedded-postgres.ts';
import { prepareDatabase } from './db/prepare-database.ts';
import type { Logger } from './logger.ts';
import { syncEnvironmentModels } from './models/sync-environment-models.ts';
import { startTaskWorker } from './runner/start-task-worker.ts';
import { resealSecrets } from './secrets/reseal-secrets.ts';
import { checkAddress, listen } from './server.ts';
import { ensureBootstrapToken } from './tokens/bootstrap-token.ts';
import { ensureAdmin } from './users/admin-user.ts';

/** A running Taskhelm process. */
export type Running = {
  url: string;
  /** One-time; null where this process serves no HTTP. */
  signInLink: string | null;
  /** The secret of the first API token, at the first start only. */
  firstToken: string | null;
  context: Context;
  stop: () => Promise<void>;
};

/** Starts what the role asks for, in order. What was started is stopped again, in reverse, if a later part fails. */
export async function start(config: Config, logger: Logger, overrides: Overrides = {}): Promise<Running> {
  const opened: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of opened.splice(0).toReversed()) await close();
  };
  try {
    const servesHttp = config.role !== 'worker';
    if (servesHttp) await checkAddress(config).catch((error: unknown) => refuseAddress(config, error));
    const databaseUrl = await openDatabase(config, logger, opened);
    await prepareDatabase(databaseUrl);
    await checkConnections(databaseUrl, config.role);
    const context = await createContext({ config, databaseUrl, logger }, overrides);
    opened.push(context.close);
    await resealSecrets(context);
    if (servesHttp) await syncEnvironmentModels(context);
    const firstToken = await ensureBootstrapToken(context.prisma, config.bootstrapToken, context.newId);
    if (config.role !== 'api') opened.push((await startTaskWorker(context)).stop);
    if (!servesHttp) return { url: config.publicUrl, signInLink: null, firstToken, context, stop };
    const server = await listen(createApp(context), config).catch((error: unknown) =>
      refuseAddress(config, error),
    );
    opened.push(server.close, async () => context.streams.closeAll());
    const url = config.port === 0 ? `http://localhost:${server.port}` : config.publicUrl;
    return { url, signInLink: await createSignInLink(context, url), firstToken, context, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(
  config: Config,
  logger: Logger,
  opened: (() => Promise<void>)[],
): Promise<string> {
  if (config.databaseUrl) return config.databaseUrl;
  const embedded = await startEmbeddedPostgres(config.dataDir, logger);
  opened.push(embedded.stop);
  return embedded.url;
}

/** A link that signs the administrator in, once. The code is in the fragment, which browsers do not send or log. */
export async function createSignInLink(
  { prisma, browserSessions, config, newId }: Context,
  url: string,
): Promise<string> {
  const adminId = await ensureAdmin(
    prisma,
    { email: config.adminEmail, password: config.adminPassword },
    newId,
  );
  return `${url}/sign-in#code=${await browserSessions.createCode(adminId)}`;
}

function refuseAddress(config: Config, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    throw new ConfigError(`port ${config.port} is in use already; stop what uses it, or set PORT`);
  }
  throw new ConfigError(`it cannot listen on ${config.host}:${config.port} (${code}); check HOST and PORT`);
}
