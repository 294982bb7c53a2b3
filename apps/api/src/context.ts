import { v7 as uuidv7 } from 'uuid';
import { createBuiltInTools, type ModelTimeouts, type Tool } from '@taskhelm/engine';
import { createAgentService, type AgentService } from './agents/agent-service.ts';
import { createAuditService, type AuditService } from './audit/audit-service.ts';
import { createArtifactService, type ArtifactService } from './artifacts/artifact-service.ts';
import { ConfigError, type Config } from './config.ts';
import { createPrisma, type PrismaClient } from './db/client.ts';
import { CONNECTIONS, nameConnections, REQUEST_WAIT_MS, type ConnectionName } from './db/connections.ts';
import { createTransact, type Transact } from './db/transaction.ts';
import { createStreamRegistry, type StreamRegistry } from './http/stream-registry.ts';
import { createInputService, type InputService } from './inputs/input-service.ts';
import { createSnoozeService, type SnoozeService } from './inputs/snooze-service.ts';
import { startLiveFeed, type LiveFeed } from './live/live-feed.ts';
import type { Logger } from './logger.ts';
import { createMemoryService, type MemoryService } from './memories/memory-service.ts';
import { createModelNetwork } from './models/model-network.ts';
import { createModelService, type ModelService } from './models/model-service.ts';
import { createModelSource, type ModelSource } from './models/model-source.ts';
import { createMcpClient, type McpClient } from './mcp/mcp-client.ts';
import { readMcpConfigFile, type StdioServers } from './mcp/mcp-config-file.ts';
import { ensureStdioServers } from './mcp/mcp-repository.ts';
import { createMcpService, type McpService } from './mcp/mcp-service.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { startPgBossJobQueue } from './queue/pg-boss-job-queue.ts';
import { createFaults, type Faults } from './runner/faults.ts';
import { createSecretBox, type SecretBox } from './secrets/secret-box.ts';
import { readSecretKeyFile } from './secrets/secret-key-file.ts';
import { createSessionService, type SessionService } from './sessions/session-service.ts';
import { createStatsService, type StatsService } from './stats/stats-service.ts';
import { createTaskService, type TaskService } from './tasks/task-service.ts';
import { createToolSecretService, type ToolSecretService } from './tool-secrets/tool-secret-service.ts';
import { createTokenService, type TokenService } from './tokens/token-service.ts';
import { createManualFires, type ManualFires } from './triggers/manual-fires.ts';
import { createReceiveHook, type ReceiveHook } from './triggers/receive-hook.ts';
import { createTriggerService, type TriggerService } from './triggers/trigger-service.ts';
import { createAccountService, type AccountService } from './users/account-service.ts';
import { createBrowserSessionService, type BrowserSessionService } from './users/browser-session-service.ts';
import { createUsageService, type UsageService } from './usage/usage-service.ts';
import { createToolCatalog, type ToolCatalog } from './tools/tool-catalog.ts';
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
  queue: JobQueue;
  live: LiveFeed;
  streams: StreamRegistry;
  secrets: SecretBox;
  models: ModelService;
  /** The parts of a run once more, on connections that nothing else uses. */
  createRunParts: (prisma: PrismaClient) => RunParts;
  faults: Faults;
  stats: StatsService;
  views: ViewService;
  snoozes: SnoozeService;
  sessions: SessionService;
  inputs: InputService;
  agents: AgentService;
  memories: MemoryService;
  artifacts: ArtifactService;
  toolSecrets: ToolSecretService;
  usage: UsageService;
  triggers: TriggerService;
  manualFires: ManualFires;
  receiveHook: ReceiveHook;
  mcpServers: McpService;
  tokens: TokenService;
  browserSessions: BrowserSessionService;
  accounts: AccountService;
  audit: AuditService;
  webhookNetwork: WebhookNetwork;
  webhooks: WebhookService;
  /** Closes in reverse what was opened. */
  close: () => Promise<void>;
} & RunParts;

/** What a run of a task reads and writes with. */
export type RunParts = {
  prisma: PrismaClient;
  transact: Transact;
  tasks: TaskService;
  /** The models as the worker calls them. */
  modelSource: ModelSource;
  toolCatalog: ToolCatalog;
  mcp: McpClient;
};

type Basis = { config: Config; databaseUrl: string; logger: Logger };
/** What tests put in the place of the real thing. */
export type Overrides = { tools?: ReadonlyMap<string, Tool>; modelTimeouts?: Partial<ModelTimeouts> };

/** Connects to a migrated database and builds the services. */
export async function createContext(
  { config, databaseUrl, logger }: Basis,
  overrides: Overrides = {},
): Promise<Context> {
  const newId = (): string => uuidv7();
  const connectionName = nameConnections(config.role);
  const prisma = openPool({ config, databaseUrl, logger }, connectionName);
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
  const build = readBuild(config.webRoot);
  const stdio = await openStdioServers(config, { prisma, newId });
  const createRunParts = (pool: PrismaClient): RunParts => {
    const db = { prisma: pool, transact: createTransact(pool) };
    const allowPrivateNetwork = config.allowPrivateNetworkMcp;
    const mcp = createMcpClient({
      ...db,
      secrets,
      logger,
      stdio,
      allowPrivateNetwork,
      version: build.version,
    });
    return {
      ...db,
      tasks: createTaskService({ ...db, queue, live, newId, publicUrl, logger }),
      modelSource: createModelSource({ ...db, secrets, network, timeouts: overrides.modelTimeouts }),
      toolCatalog: createToolCatalog({ ...db, builtIn: tools, mcp }),
      mcp,
    };
  };
  const runParts = createRunParts(prisma);
  const { transact, tasks, modelSource: source, toolCatalog, mcp } = runParts;
  const models = createModelService({ config, prisma, transact, secrets, network, source, newId });
  const webhookNetwork = createWebhookNetwork(config);
  return {
    config,
    databaseUrl,
    connectionName,
    logger,
    build,
    newId,
    ...runParts,
    createRunParts,
    queue,
    live,
    streams: createStreamRegistry(),
    secrets,
    models,
    faults: createFaults(config.failpoint),
    stats: createStatsService(prisma),
    views: createViewService(prisma, newId),
    snoozes: createSnoozeService(prisma),
    sessions: createSessionService({ prisma, live }),
    inputs: createInputService({ prisma, transact, queue, live, tools: toolCatalog, publicUrl }),
    agents: createAgentService({ prisma, transact, queue, tools: toolCatalog, newId }),
    mcpServers: createMcpService({ prisma, transact, secrets, stdio, client: mcp, newId }),
    memories: createMemoryService({ prisma, transact, newId }),
    artifacts: createArtifactService({ prisma, newId }),
    toolSecrets: createToolSecretService({ prisma, secrets, newId }),
    usage: createUsageService(prisma),
    triggers: createTriggerService({ prisma, transact, secrets, newId, publicUrl }),
    manualFires: createManualFires({ prisma, transact, tasks, newId }),
    receiveHook: createReceiveHook({ prisma, transact, tasks, secrets, newId, publicUrl }),
    tokens: createTokenService(prisma, newId),
    browserSessions: createBrowserSessionService(prisma, newId),
    accounts: createAccountService({ prisma, transact, newId }),
    audit: createAuditService({ prisma, newId, logger }),
    webhookNetwork,
    webhooks: createWebhookService({ prisma, secrets, network: webhookNetwork, publicUrl, newId }),
    close: async () => {
      await mcp.close();
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

async function openStdioServers(
  { mcpConfigFile: { path, isRequired } }: Config,
  { prisma, newId }: Pick<Context, 'prisma' | 'newId'>,
): Promise<StdioServers> {
  const servers = await readMcpConfigFile(path, isRequired);
  const rows = [...servers].map(([name, { timeoutMs }]) => ({ id: newId(), name, timeoutMs }));
  const [taken] = await ensureStdioServers(prisma, rows);
  if (taken === undefined) return servers;
  throw new ConfigError(
    `the MCP config file names a server ${taken}, which is the name of an HTTP server already`,
  );
}
