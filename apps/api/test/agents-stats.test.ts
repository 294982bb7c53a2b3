import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, type AgentStats, type TaskStatus } from '@taskhelm/contract';
import { startTestServer, type TestServer } from './support/test-server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Ended = { endedAgo: number; tookMs?: number; status?: TaskStatus; queuedMs?: number; cost?: number };

describe('the statistics of an agent', () => {
  let server: TestServer;
  let agentId: string;
  beforeAll(async () => {
    server = await startTestServer();
    agentId = (await server.call(agentEndpoints.create, { body: { name: 'measured' } })).body.id;
  });
  afterAll(() => server.stop());

  const stats = async (id = 'measured'): Promise<AgentStats> =>
    (await server.call(agentEndpoints.get, { params: { id }, query: { include: ['stats'] } })).body.stats;

  async function add(status: TaskStatus, more: object = {}): Promise<void> {
    const { prisma, newId } = server.context;
    const id = newId();
    const held = { ownerId: newId(), leaseExpiresAt: new Date(Date.now() + HOUR) };
    await prisma.task.create({
      data: {
        ...{ id, rootTaskId: id, sessionId: newId(), agentId, title: 'x', source: 'api', status },
        ...{ createdByType: 'token', createdByName: 'tests' },
        ...(status === 'in_progress' ? held : {}),
        ...more,
      },
    });
  }
  async function addEnded({ endedAgo, tookMs = 1_000, status = 'completed', queuedMs = 0, cost }: Ended) {
    const finishedAt = new Date(Date.now() - endedAgo);
    const startedAt = new Date(finishedAt.getTime() - tookMs);
    await add(status, { startedAt, finishedAt, queuedMs, costMicrousd: cost ?? null });
  }

  it('are empty for one that has done nothing', async () => {
    expect(await stats()).toEqual({
      running: 0,
      queued: 0,
      needs_input: 0,
      last_24h: {
        completed: 0,
        failed: 0,
        success_rate: null,
        p95_ms: null,
        queue_wait_p95_ms: null,
        cost_microusd: null,
        spark: Array.from({ length: 24 }, () => 0),
      },
    });
  });

  it('count open tasks by status, and what ended within 24 hours by hour', async () => {
    for (const status of [
      'pending',
      'pending',
      'pending',
      'in_progress',
      'in_progress',
      'needs_input',
    ] as const)
      await add(status);
    // 19 quick ones and a slow one: 95 of 100 took no longer than the quick ones do.
    for (let count = 0; count < 18; count += 1)
      await addEnded({ endedAgo: 5 * MINUTE, tookMs: 2_000, queuedMs: 10 });
    await addEnded({ endedAgo: 90 * MINUTE, tookMs: 3_000, queuedMs: 20, status: 'failed', cost: 250 });
    await addEnded({ endedAgo: 23.5 * HOUR, tookMs: 900_000, queuedMs: 5_000, cost: 1_000 });
    await addEnded({ endedAgo: 24.5 * HOUR, tookMs: 1_000, cost: 7 });
    await addEnded({ endedAgo: 5 * MINUTE, status: 'cancelled', cost: 9 });

    const spark = Array.from({ length: 24 }, () => 0);
    [spark[0], spark[22], spark[23]] = [1, 1, 18];
    expect(await stats()).toEqual({
      running: 2,
      queued: 3,
      needs_input: 1,
      last_24h: {
        completed: 19,
        failed: 1,
        success_rate: 0.95,
        p95_ms: 3_000,
        queue_wait_p95_ms: 20,
        cost_microusd: 1_250,
        spark,
      },
    });
  });

  it('are the same in the list, where other agents have their own', async () => {
    const { data } = (await server.call(agentEndpoints.list, { query: { include: ['stats'] } })).body;
    const of = (name: string) => data.find((agent) => agent.name === name)?.stats;
    expect(of('measured')).toEqual(await stats());
    expect(of('researcher')?.last_24h?.completed).toBe(0);
  });

  it('leave out the last day where it is not asked for', async () => {
    const { body } = await server.call(agentEndpoints.get, { params: { id: 'measured' } });
    expect(body.stats).toEqual({ running: 2, queued: 3, needs_input: 1 });
    expect(
      (await server.call(agentEndpoints.list)).body.data.every(({ stats: { last_24h } }) => !last_24h),
    ).toBe(true);
  });
});
