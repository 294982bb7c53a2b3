import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateTaskRequest, InboxItem, RespondResponse, TaskDetail } from '@taskhelm/contract';
import type { PrismaClient } from '../../../apps/api/src/db/client.ts';
import { openDatabase } from './database.ts';
import { startEffectServer, type EffectServer } from './effect-server.ts';
import { protectionOf, rewriteStatements, WITHOUT } from './do-without.ts';
import { startNodeProcess, type NodeProcess } from './node-process.ts';
import type { ProtectionName } from './protections.ts';
import { recordRun, type RecordedRun } from './recorded-run.ts';
import { readRestoredEffects } from './restored-effects.ts';
import { sleep, waitFor } from './wait.ts';
import { once, whenInterrupted } from './when-interrupted.ts';

export const TOKEN = 'bb_token_of_the_fault_programs';
/** Has every tool, and no limit. */
export const AGENT = 'ringer';

export type Answer<Body> = { status: number; body: Body };

type ApiRequest = [method: string, path: string, body?: unknown, headers?: Record<string, string>];

export type Api = {
  process: NodeProcess;
  port: number;
  /** A request below /api/v1. Rejects only when there was no answer. */
  request: <Body>(...request: ApiRequest) => Promise<Answer<Body>>;
};

export type SiteSettings = {
  databaseUrl: string;
  workers: number;
  apis?: number;
  concurrency?: number;
  /** The database was used before: its agents are there, and what its log says has happened has. */
  restored?: boolean;
  /** The protection that it does without. */
  without?: ProtectionName | undefined;
  /** Further environment of the workers. */
  env?: Record<string, string>;
  /** Further environment of all processes, by what they find: the outside world, and a folder that goes with the site. */
  prepare?: (place: { effectUrl: string; folder: string }) => Promise<Record<string, string>>;
};

/** Processes of one Taskhelm on one database, and a client that remembers what it was promised. */
export type Site = {
  prisma: PrismaClient;
  databaseUrl: string;
  /** Goes with the site. */
  folder: string;
  effects: EffectServer;
  apis: Api[];
  workers: NodeProcess[];
  api: Api;
  acknowledged: Set<string>;
  startWorker: (env?: Record<string, string>, expectsEnd?: boolean) => NodeProcess;
  startApi: (port?: number, env?: Record<string, string>) => Promise<Api>;
  create: (request: Partial<CreateTaskRequest> & { description: string }) => Promise<TaskDetail>;
  /** Answers everything that is asked at the moment. */
  answerAll: () => Promise<number>;
  /** Answers and waits until every task is final. */
  settle: (timeoutMs?: number) => Promise<void>;
  record: () => Promise<RecordedRun>;
  stop: () => Promise<void>;
};

export async function startSite(settings: SiteSettings): Promise<Site> {
  const { databaseUrl, concurrency = 20, without } = settings;
  const off = without ? protectionOf(without) : {};
  const restoreStatements = rewriteStatements(off);
  const folder = await mkdtemp(join(tmpdir(), 'taskhelm-faults-logs-'));
  const prisma = openDatabase(databaseUrl);
  const effects = await startEffectServer({ atOnce: settings.restored ?? false });
  const processes: NodeProcess[] = [];
  const acknowledged = new Set<string>();
  const common = {
    DATABASE_URL: databaseUrl,
    EFFECT_URL: effects.url,
    LOG_LEVEL: 'warn',
    // The models and MCP servers of the programs are on loopback.
    MODEL_PRIVATE_HOSTS: '127.0.0.1',
    ALLOW_PRIVATE_NETWORK_MCP: 'true',
    BOOTSTRAP_TOKEN: TOKEN,
    ...(off.sources
      ? { NODE_OPTIONS: `--import=${join(import.meta.dirname, 'rewrite-sources.ts')}` }
      : { NODE_COMPILE_CACHE: join(tmpdir(), 'taskhelm-faults-compiled') }),
    ...(without ? { [WITHOUT]: without } : {}),
    ...(await settings.prepare?.({ effectUrl: effects.url, folder })),
    ...off.env,
  };
  const begin = (role: string, env: Record<string, string>, expectsEnd = false): NodeProcess => {
    const name = `${role}-${processes.length + 1}`;
    const plan = {
      name,
      logFile: join(folder, `${name}.log`),
      script: 'bench/faults/support/fault-main.ts',
      env: { ...common, ROLE: role, ...env },
    };
    const started = startNodeProcess(plan, expectsEnd);
    processes.push(started);
    return started;
  };
  const startWorker: Site['startWorker'] = (env = {}, expectsEnd = false) => {
    const worker = begin(
      'worker',
      { WORKER_CONCURRENCY: String(concurrency), ...settings.env, ...env },
      expectsEnd,
    );
    site.workers.push(worker);
    return worker;
  };
  const startApi: Site['startApi'] = async (given, env = {}) => {
    const port = given ?? (await freePort());
    const process = begin('api', { PORT: String(port), ...env });
    if (!(await process.up)) throw new Error(`an API process did not start: ${process.log()}`);
    return { process, port, request: requestTo(port) };
  };
  const stop = once(async () => {
    for (const process of processes) if (!process.hasEnded()) process.signal('SIGKILL');
    await Promise.all(processes.map((process) => process.ended));
    await prisma.$disconnect();
    await effects.close();
    restoreStatements();
    await rm(folder, { recursive: true, force: true });
    forget();
  });
  const forget = whenInterrupted(stop);
  // Brings the database to its schema, for those that follow.
  const first = await startApi();
  for (const statement of off.sql ?? []) await prisma.$executeRawUnsafe(statement);
  const site: Site = {
    prisma,
    databaseUrl,
    folder,
    effects,
    apis: [first],
    workers: [],
    api: first,
    acknowledged,
    startWorker,
    startApi,
    create: async (request) => {
      const body = { agent: AGENT, title: 'Fault', ...request };
      const { status, body: task } = await site.api.request<TaskDetail>('POST', '/tasks', body);
      if (status !== 201) throw new Error(`create: ${status} ${JSON.stringify(task)}`);
      acknowledged.add(task.id);
      return task;
    },
    answerAll: () => answerAll(site),
    // What is lost without a protection does not come back.
    settle: (timeoutMs = without ? 15_000 : 180_000) => settle(site, timeoutMs),
    record: () =>
      recordRun(prisma, {
        acknowledged: [...acknowledged],
        effects: effects.effects,
        processes: processes.map((process) => ({
          name: process.name,
          endedByItself: process.endedByItself(),
          log: process.log(),
        })),
      }),
    stop,
  };
  while (site.apis.length < (settings.apis ?? 1)) site.apis.push(await startApi());
  if (settings.restored) effects.effects.push(...(await readRestoredEffects(prisma)));
  else await createAgent(first);
  for (let started = 0; started < settings.workers; started += 1) startWorker();
  await Promise.all(site.workers.map((worker) => worker.up));
  return site;
}

async function createAgent(api: Api): Promise<void> {
  const tools = ['ask_user', 'calculate', 'create_task', 'ring_read', 'ring_same', 'ring_once', 'block'];
  const { status, body } = await api.request('POST', '/agents', { name: AGENT, tools });
  if (status !== 201) throw new Error(`the agent was refused: ${JSON.stringify(body)}`);
}

export function requestTo(port: number, token = TOKEN): Api['request'] {
  return async (...[method, path, body, headers = {}]) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      ...json,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      signal: AbortSignal.timeout(30_000),
    });
    return { status: response.status, body: (await response.json()) as never };
  };
}

/** An honest person: says whether a call happened by looking, and approves what is to be confirmed. */
async function answerAll(site: Site): Promise<number> {
  const { body } = await site.api.request<{ data?: InboxItem[] }>('GET', '/inputs?per_page=100');
  const items = body.data ?? [];
  await Promise.all(
    items.map((item) => {
      const answer =
        item.kind === 'confirmation'
          ? { decision: 'approve' }
          : { answers: item.questions.map(() => choose(site, item)) };
      return site.api.request<RespondResponse>('POST', `/sessions/${item.session_id}/respond`, {
        call_id: item.call_id,
        ...answer,
      });
    }),
  );
  return items.length;
}

function choose(site: Site, item: InboxItem): string {
  if (item.questions[0]?.options.some(({ value }) => value === 'stop')) return 'stop';
  if (!item.questions[0]?.options.some(({ value }) => value === 'retry')) return 'blue';
  return site.effects.effects.some(({ key }) => key === item.about_call_id) ? 'done' : 'retry';
}

async function settle(site: Site, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    await site.answerAll().catch(() => 0);
    if ((await countOpen(site.prisma).catch(() => 1)) === 0) return;
    await sleep(100);
  }
}

export async function countOpen(prisma: PrismaClient): Promise<number> {
  return prisma.task.count({ where: { status: { in: ['pending', 'in_progress', 'needs_input'] } } });
}

/** Until a task is in one of these statuses. */
export async function waitForStatus(
  site: Pick<Site, 'prisma'>,
  id: string,
  statuses: string[],
): Promise<string> {
  return waitFor(
    `task ${id} to be ${statuses.join(' or ')}`,
    async () => {
      const task = await site.prisma.task.findUnique({ where: { id }, select: { status: true } });
      return task && statuses.includes(task.status) ? task.status : null;
    },
    { everyMs: 20 },
  );
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
