import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ToolHost } from '@taskhelm/engine';
import { findAgent } from '../src/agents/agent-repository.ts';
import { createPrisma, type PrismaClient } from '../src/db/client.ts';
import { repeatOnConflict } from '../src/db/repeat-on-conflict.ts';
import type { Transact } from '../src/db/transaction.ts';
import { claimTasks } from '../src/runner/claim-repository.ts';
import { createToolHost } from '../src/runner/tool-host.ts';
import { findTask } from '../src/tasks/task-repository.ts';
import { createTask } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

// The transactions wait for one another.
jest.setTimeout(120_000);

const MAX_FAMILY = 500;
const PARENTS = 4;
const CREATES = 6;
const FREE = 10;
const PATIENCE_MS = 100_000;

describe('a task and all that come from it', () => {
  let server: TestServer;
  /** With a connection for each create, so that all of them are in the database at once. */
  let prisma: PrismaClient;
  beforeAll(async () => {
    server = await startTestServer();
    const pool = { connections: PARENTS * CREATES, waitMs: PATIENCE_MS };
    prisma = createPrisma(server.databaseUrl, pool, () => undefined);
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await server.stop();
  });

  /** As the product's, but in no hurry. */
  const transact: Transact = (work) =>
    repeatOnConflict(() => prisma.$transaction(work, { maxWait: PATIENCE_MS, timeout: PATIENCE_MS }));
  /** What the tools of these pending tasks can do, each run by a worker of its own. */
  const holdAll = async (ids: string[]): Promise<ToolHost[]> => {
    const { newId } = server.context;
    const claims = await claimTasks(prisma, newId(), ids.length);
    return Promise.all(
      ids.map(async (id) => {
        const claim = claims.find(({ taskId }) => taskId === id);
        const task = await findTask(prisma, id);
        const agent = task && (await findAgent(prisma, task.agent_id));
        if (!claim || !task || !agent) throw new Error(`the task ${id} was to be claimed`);
        return createToolHost({ ...server.context, transact }, { claim, task, agent });
      }),
    );
  };
  const create = async (host: ToolHost, title: string): Promise<string> =>
    (await host.createTask({ callId: crypto.randomUUID(), agent: 'researcher', title, wait: false })).task_id;
  /** Finished tasks below this one, so that only so many more fit. */
  const fillUp = (rootId: string, count: number) => prisma.$executeRaw`
    INSERT INTO tasks (id, session_id, agent_id, title, status, source, created_by_type, created_by_name,
      parent_task_id, root_task_id, depth, labels, finished_at)
    SELECT gen_random_uuid(), gen_random_uuid(), agent_id, 'filler', 'completed', 'agent', 'agent', 'researcher',
      id, id, 1, '{}', now() FROM tasks, generate_series(1, ${count}) WHERE id = ${rootId}::uuid`;

  it('are never more than 500, however many of them create tasks at the same moment', async () => {
    const root = await createTask(server);
    const [rootHost] = await holdAll([root.id]);
    if (!rootHost) throw new Error('nobody holds the root');
    const parents = await Promise.all(
      Array.from({ length: PARENTS }, (_, number) => create(rootHost, `Parent ${number}`)),
    );
    await fillUp(root.id, MAX_FAMILY - 1 - PARENTS - FREE);
    const hosts = await holdAll(parents);
    const creates = hosts.flatMap((host) =>
      Array.from({ length: CREATES }, (_, number) => create(host, `Child ${number}`)),
    );
    const results = await Promise.allSettled(creates);

    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as Error] : [],
    );
    expect(new Set(refused.map(({ name, message }) => `${name}: ${message}`))).toEqual(
      new Set(['ToolError: A task and all that come from it can be at most 500 tasks.']),
    );
    expect(results.length - refused.length).toBe(FREE);
    expect(await prisma.task.count({ where: { rootTaskId: root.id } })).toBe(MAX_FAMILY);
    const told = await prisma.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM task_events WHERE type = 'task_created' AND task_id = ANY (${parents}::uuid[])`;
    expect(Number(told[0]?.count)).toBe(FREE);
  });
});
