import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  agentEndpoints,
  inputEndpoints,
  snoozeEndpoints,
  tokenEndpoints,
  webhookEndpoints,
} from '@taskhelm/contract';
import { Webhook } from 'standardwebhooks';
import { databaseTime } from '../src/db/database-time.ts';
import { ensureAdmin } from '../src/users/admin-user.ts';
import { startHookReceiver } from './support/hook-receiver.ts';
import { createTask, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { createWebhook } from './support/triggers.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RealDate = Date;

/** Makes this process believe that it is so much later. */
function shiftClock(milliseconds: number): void {
  globalThis.Date = class extends RealDate {
    constructor(...parts: [] | [number | string | Date]) {
      if (parts.length === 0) super(RealDate.now() + milliseconds);
      else super(...parts);
    }
    static override now(): number {
      return RealDate.now() + milliseconds;
    }
  } as DateConstructor;
}

describe.each([
  ['an hour fast', HOUR],
  ['an hour slow', -HOUR],
  ['a day fast', DAY],
  ['a day slow', -DAY],
])('a process whose clock is %s', (_, shift) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ settings: { noticePrivateHosts: ['127.0.0.1'] } });
  });
  afterEach(() => {
    globalThis.Date = RealDate;
  });
  afterAll(() => server.stop());

  const inHalfAnHour = (): string => new RealDate(RealDate.now() + HOUR / 2).toISOString();
  const makeToken = (expires_at: string) =>
    server.call(tokenEndpoints.create, { body: { name: 'short', scopes: ['agents:read'], expires_at } });
  const statusWith = async (token: string): Promise<number> =>
    (await server.call(agentEndpoints.list, { token })).status;

  it('judges tokens by the time of the database', async () => {
    shiftClock(shift);
    const { status, body } = await makeToken(inHalfAnHour());
    expect([status, await statusWith(body.token)]).toEqual([201, 200]);
    const halfAnHourAgo = new RealDate(RealDate.now() - HOUR / 2);
    expect((await makeToken(halfAnHourAgo.toISOString())).status).toBe(422);
    const { prisma } = server.context;
    await prisma.apiToken.update({ where: { id: body.id }, data: { expiresAt: halfAnHourAgo } });
    expect(await statusWith(body.token)).toBe(401);
    const used = await prisma.apiToken.findUniqueOrThrow({ where: { id: body.id } });
    const now = await databaseTime(prisma);
    for (const time of [used.createdAt, used.lastUsedAt])
      expect(now.getTime() - (time?.getTime() ?? 0)).toBeLessThan(HOUR / 2);
    expect(used.lastUsedAt?.getTime()).toBeLessThanOrEqual(now.getTime());
  });

  it('makes sign-in codes and sessions that others with a right clock take', async () => {
    const { prisma, newId, browserSessions } = server.context;
    const admin = await ensureAdmin(prisma, { email: 'ada@example.com', password: null }, newId);
    shiftClock(shift);
    const code = await browserSessions.createCode(admin);
    globalThis.Date = RealDate;
    expect((await browserSessions.signIn({ code })).caller.actor.id).toBe(admin);
    shiftClock(shift);
    const { secret } = await browserSessions.signIn({ code: await browserSessions.createCode(admin) });
    globalThis.Date = RealDate;
    expect((await browserSessions.find(secret))?.actor.id).toBe(admin);
  });

  it('refuses codes and sessions whose time is up by the database', async () => {
    const { prisma, newId, browserSessions } = server.context;
    const admin = await ensureAdmin(prisma, { email: 'ada@example.com', password: null }, newId);
    const code = await browserSessions.createCode(admin);
    const { secret } = await browserSessions.signIn({ code: await browserSessions.createCode(admin) });
    const ended = { expiresAt: new RealDate(RealDate.now() - 60_000) };
    await prisma.signInCode.updateMany({ data: ended });
    await prisma.browserSession.updateMany({ data: ended });
    shiftClock(shift);
    expect(await browserSessions.find(secret)).toBeNull();
    await expect(browserSessions.signIn({ code })).rejects.toMatchObject({ code: 'invalid_credentials' });
  });

  it('signs and lists notices, and judges what webhooks have signed, by the time of the database', async () => {
    const receiver = await startHookReceiver();
    const [name, url] = ['told', receiver.url];
    const events = ['task.created' as const];
    const hook = (
      await server.call(webhookEndpoints.create, { body: { name, url, events, format: 'standard' } })
    ).body;
    const trigger = await createWebhook(server);
    shiftClock(shift);
    const send = async (at: Date): Promise<number> => {
      const signature = new Webhook(trigger.shown_once?.secret ?? '').sign('msg', at, '{}');
      const headers = {
        'content-type': 'application/json',
        'webhook-id': 'msg',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': signature,
      };
      return (await server.request(`/hooks/${trigger.id}`, { method: 'POST', body: '{}', headers })).status;
    };
    expect(await send(new RealDate(RealDate.now() + shift))).toBe(401);
    expect(await send(new RealDate())).toBe(202);
    const params = { id: hook.id };
    await server.call(webhookEndpoints.test, { params });
    expect((await server.call(webhookEndpoints.deliveries, { params })).body.data).toHaveLength(1);
    globalThis.Date = RealDate;
    const { body = '', headers = {} } = receiver.received[0] ?? {};
    expect(new Webhook(hook.secret ?? '').verify(body, headers)).toMatchObject({ type: 'task.needs_input' });
    await server.call(webhookEndpoints.remove, { params });
    await receiver.close();
  });

  it('shows what is asked on every page of the inbox, and puts it off by the time of the database', async () => {
    shiftClock(shift);
    const worker = await server.startWorker();
    const task = await createTask(server, { description: 'ask Which colour?\nresult done' });
    await taskIn(server, task.id, 'needs_input');
    const first = await server.call(inputEndpoints.list, { query: { per_page: 1 } });
    const again = await server.call(inputEndpoints.list, { query: { as_of: first.body.as_of } });
    expect(again.body.data.map(({ task_id }) => task_id)).toEqual([task.id]);
    const asked = RealDate.parse(again.body.data[0]?.asked_at ?? '');
    expect(Math.abs(asked - RealDate.now())).toBeLessThan(HOUR / 2);
    const params = { call_id: again.body.data[0]?.call_id ?? '' };
    const { body } = await server.call(snoozeEndpoints.snooze, { params, body: { for_ms: 60_000 } });
    const ahead = RealDate.parse(body.snoozed_until) - RealDate.now();
    expect([ahead > 0, ahead < HOUR / 2]).toEqual([true, true]);
    expect((await server.call(inputEndpoints.list)).body.data).toEqual([]);
    await server.context.prisma.inputSnooze.updateMany({
      data: { until: new RealDate(RealDate.now() - 1_000) },
    });
    expect((await server.call(inputEndpoints.list)).body.total).toBe(1);
    await worker.stop();
  });
});
