import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { webhookEndpoints } from '@taskhelm/contract';
import {
  claimDeliveries,
  recordTry,
  type ClaimedDelivery,
  type ClaimLimits,
} from '../src/webhooks/webhook-delivery-repository.ts';
import { createTask } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

describe('notices that are due', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ settings: { noticePrivateHosts: ['127.0.0.1'] } });
  });
  afterAll(() => server.stop());
  beforeEach(() => server.context.prisma.webhook.deleteMany());

  const add = async (name: string): Promise<string> => {
    const url = 'http://127.0.0.1:9/';
    const body = { name, format: 'standard' as const, url, events: ['task.created' as const] };
    return (await server.call(webhookEndpoints.create, { body })).body.id;
  };
  const claim = (limits: Partial<ClaimLimits> = {}): Promise<ClaimedDelivery[]> =>
    claimDeliveries(server.context.prisma, {
      limit: 32,
      perDestination: 2,
      underWay: new Map(),
      ...limits,
    });
  const perDestination = (claimed: ClaimedDelivery[]) =>
    Object.fromEntries(
      [...Map.groupBy(claimed, (one) => one.webhook_id)].map(([id, all]) => [id, all.length]),
    );

  it('are taken of each destination as many as it has room for, and of all as many as are wanted', async () => {
    const [one, two] = [await add('one'), await add('two')];
    for (let count = 0; count < 5; count += 1) await createTask(server);
    expect(perDestination(await claim({ underWay: new Map([[one, 2]]) }))).toEqual({ [two]: 2 });
    expect(perDestination(await claim({ underWay: new Map([[one, 1]]) }))).toEqual({ [one]: 1, [two]: 2 });
    expect(await claim({ limit: 1 })).toHaveLength(1);
    expect(
      perDestination(await claim({ perDestination: 9, underWay: new Map([[two, 12]]) })),
    ).not.toHaveProperty(two);
  });

  it('are each taken by one of many workers', async () => {
    await add('one');
    const tasks = await Promise.all(Array.from({ length: 8 }, () => createTask(server)));
    const claims = await Promise.all(Array.from({ length: 6 }, () => claim()));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeLessThanOrEqual(tasks.length);
  });

  it('are taken again when nothing was heard of a try, and what it says afterwards does not count', async () => {
    await add('one');
    await createTask(server);
    const [lost] = await claim();
    expect(await claim()).toEqual([]);
    const { prisma } = server.context;
    await prisma.$executeRaw`UPDATE webhook_deliveries SET next_at = next_at - interval '60 seconds'`;
    const [again] = await claim();
    expect(again).toMatchObject({ id: lost?.id, attempts: 2 });
    const outcome = {
      status: 500,
      error: 'It answered 500.',
      durationMs: 1,
      retryAfterMs: null,
      gone: false,
    };
    if (lost) await recordTry(prisma, lost, { ...outcome, nextInMs: null });
    expect(await prisma.webhookDelivery.findFirst()).toMatchObject({ state: 'pending', lastError: null });
    if (again) await recordTry(prisma, again, { ...outcome, status: 200, error: null, nextInMs: null });
    expect(await prisma.webhookDelivery.findFirst()).toMatchObject({ state: 'delivered', attempts: 2 });
  });
});
