import { v7 as uuidv7 } from 'uuid';
import type { ErrorDetail, JsonObject } from '@taskhelm/contract';
import { createBuiltInTools, type ModelTimeouts, type Tool } from '@taskhelm/engine';
import { createAgentService, type AgentService } from './agents/agent-service.ts';
import type { Config } from './config.ts';
import { createPrisma, type PrismaClient } from './db/client.ts';
import { CONNECTIONS, nameConnections, REQUEST_WAIT_MS, type ConnectionName } from './db/connections.ts';
import { createTransact, type Transact } from './db/transaction.ts';
import { createStreamRegistry, type StreamRegistry } from './http/stream-registry.ts';
import { createInputService, type InputService } from './inputs/input-service.ts';
import type { CheckArgs } from './inputs/read-response.ts';
import { startLiveFeed, type LiveFeed } from './live/live-feed.ts';
import type { Logger } from './logger.ts';
import { createModelNetwork } from './models/model-network.ts';
import { createModelService, type ModelService } from './models/model-service.ts';
import { createModelSource, type ModelSource } from './models/model-source.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { startPgBossJobQueue } from './queue/pg-boss-job-queue.ts';
import { createFaults, type Faults } from './runner/faults.ts';
import { createSecretBox, type SecretBox } from './secrets/secret-box.ts';
import { readSecretKeyFile } from './secrets/secret-key-file.ts';
import { createSessionService, type SessionService } from './sessions/session-service.ts';
import { createStatsService, type StatsService } from './stats/stats-service.ts';
import { createTaskService, type TaskService } from './tasks/task-service.ts';
import { createTokenService, type TokenService } from './tokens/token-service.ts';
import { createBrowserSessionService, type BrowserSessionService } from './users/browser-session-service.ts';
import { createViewService, type ViewService } from './views/view-service.ts';
import { createWebhookNetwork, type WebhookNetwork } from './webhooks/webhook-network.ts';
import { createWebhookService, type WebhookService } from './webhooks/webhook-service.ts';
import { readBuild, type Build } from './build.ts';

/** Everything a process works with, built once. */
export type Context = {
  config: Config;
  databaseUrl: string;
  connectionName: ConnectionName;
  logger: Logger;
  build: Build;
  newId: () => string;
  prisma: PrismaClient;
  transact: Transact;
  queue: JobQueue;
  live: LiveFeed;
  streams: StreamRegistry;
  secrets: SecretBox;
  models: ModelService;
  /** The models as the worker calls them. */
  modelSource: ModelSource;
  tools: ReadonlyMap<string, Tool>;
  faults: Faults;
  tasks: TaskService;
  stats: StatsService;
  views: ViewService;
  sessions: SessionService;
  inputs: InputService;
  agents: AgentService;
  tokens: TokenService;
  browserSessions: BrowserSessionService;
  webhookNetwork: WebhookNetwork;
  webhooks: WebhookService;
  /** Closes in reverse what was opened. */
  close: () => Promise<void>;
};

type Basis = { config: Config; databaseUrl: string; logger: Logger };
/** What tests put in the place of the real thing. */
export type Overrides = Partial<Pick<Context, 'tools'>> & { modelTimeouts?: Partial<ModelTimeouts> };

/** Connects to a migrated database and builds the services. */
export async function createContext(
  { config, databaseUrl, logger }: Basis,
  overrides: Overrides = {},
): Promise<Context> {
  const newId = (): string => uuidv7();
  const connectionName = nameConnections(config.role);
  const prisma = openPool({ config, databaseUrl, logger }, connectionName);
  const transact = createTransact(prisma);
  const queue = await startPgBossJobQueue({
    databaseUrl,
    connectionName,
    logger,
    supervise: config.role !== 'api',
  });
  const live = await startLiveFeed({ prisma, signals: queue.signals, logger });
  const tools =
    overrides.tools ?? createBuiltInTools({ allowPrivateNetwork: config.allowPrivateNetworkTools });
  const { publicUrl } = config;
  const secrets = await openSecretBox(config);
  const network = createModelNetwork(config);
  const timeouts = overrides.modelTimeouts;
  const modelSource = createModelSource({ prisma, secrets, network, timeouts });
  const source = modelSource;
  const models = createModelService({ config, prisma, transact, secrets, network, source, newId });
  const webhookNetwork = createWebhookNetwork(config);
  return {
    config,
    databaseUrl,
    connectionName,
    logger,
    build: readBuild(config.webRoot),
    newId,
    prisma,
    transact,
    queue,
    live,
    streams: createStreamRegistry(),
    secrets,
    models,
    modelSource,
    tools,
    faults: createFaults(config.failpoint),
    tasks: createTaskService({ prisma, transact, queue, live, newId, publicUrl, logger }),
    stats: createStatsService(prisma),
    views: createViewService(prisma, newId),
    sessions: createSessionService({ prisma, live }),
    inputs: createInputService({
      prisma,
      transact,
      queue,
      live,
      checkArgs: createCheckArgs(tools),
      publicUrl,
    }),
    agents: createAgentService({ prisma, transact, queue, tools, newId }),
    tokens: createTokenService(prisma, newId),
    browserSessions: createBrowserSessionService(prisma, newId),
    webhookNetwork,
    webhooks: createWebhookService({ prisma, secrets, network: webhookNetwork, publicUrl, newId }),
    close: async () => {
      await live.close();
      await queue.stop();
      await network.close();
      await prisma.$disconnect();
    },
  };
}

/** A process that serves nobody has the connections of its worker only. */
function openPool({ config, databaseUrl, logger }: Basis, name: ConnectionName): PrismaClient {
  const settings =
    config.role === 'worker'
      ? { connections: CONNECTIONS.work, name: name('work') }
      : { connections: CONNECTIONS.requests, name: name('requests'), waitMs: REQUEST_WAIT_MS };
  return createPrisma(databaseUrl, settings, (error) =>
    logger.warn({ err: error }, 'a database connection was lost'),
  );
}

async function openSecretBox({ secretKey, secretKeyPrevious, dataDir }: Config): Promise<SecretBox> {
  const current = secretKey ?? (await readSecretKeyFile(dataDir));
  return createSecretBox(secretKeyPrevious ? [current, secretKeyPrevious] : [current]);
}

function createCheckArgs(tools: ReadonlyMap<string, Tool>): CheckArgs {
  return (name, args) => {
    const tool = tools.get(name);
    if (!tool)
      return {
        details: [{ path: 'args', code: 'unknown_tool', message: `There is no tool ${name} any more` }],
      };
    const checked = tool.parameters.safeParse(args);
    if (checked.success) return { args: checked.data as JsonObject };
    const details = checked.error.issues.map((issue): ErrorDetail => ({
      path: ['args', ...issue.path].join('.'),
      code: 'invalid_value',
      message: issue.message,
    }));
    return { details };
  };
}
