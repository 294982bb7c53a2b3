import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  inputEndpoints,
  MAX_SNOOZE_MS,
  tokenEndpoints,
  type InboxItem,
  type Live,
  type Snooze,
} from '@taskhelm/contract';
import { askingTask, respond } from './support/tasks.ts';
import { startTestServer, type Answer, type TestServer } from './support/test-server.ts';

const HOUR = 3_600_000;
const UNKNOWN_ID = '01900000-0000-7000-8000-000000000000';

describe('snoozing a request', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.startWorker();
  });
  afterAll(() => server.stop());

  type Reader = {
    request: (path: string, init?: RequestInit) => Promise<Answer<unknown>>;
    snooze: (callId: string, body: object) => Promise<Answer<Snooze>>;
    wake: (callId: string) => Promise<number>;
    inbox: (query?: string) => Promise<InboxItem[]>;
    pending: () => Promise<number>;
  };
  const readerWith = (headers: Record<string, string>): Reader => {
    const request: Reader['request'] = (path, init) =>
      server.request(path, { ...init, headers: { ...headers, 'content-type': 'application/json' } });
    return {
      request,
      snooze: async (callId, body) =>
        (await request(`/inputs/${callId}/snooze`, {
          method: 'PUT',
          body: JSON.stringify(body),
        })) as Answer<Snooze>,
      wake: async (callId) => (await request(`/inputs/${callId}/snooze`, { method: 'DELETE' })).status,
      inbox: async (query = '') =>
        ((await request(`/inputs?per_page=100&${query}`)).body as { data: InboxItem[] }).data,
      pending: async () => ((await request('/tasks/live')).body as Live).inputs_pending,
    };
  };
  const person = async (name: string): Promise<Reader> => {
    const { prisma, newId, browserSessions } = server.context;
    const data = { id: newId(), email: `${name}@example.com`, name, role: 'viewer' as const };
    const code = await browserSessions.createCode((await prisma.user.create({ data })).id);
    const sameOrigin = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const signedIn = await server.request('/session', {
      method: 'POST',
      headers: sameOrigin,
      body: JSON.stringify({ code }),
    });
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return readerWith({ ...sameOrigin, cookie });
  };
  const program = async (name: string): Promise<Reader> => {
    const { body } = await server.call(tokenEndpoints.create, { body: { name, scopes: ['tasks:read'] } });
    return readerWith({ authorization: `Bearer ${body.token}` });
  };
  const asking = async (): Promise<string> => {
    const task = await askingTask(server, { description: 'ask Which one?' });
    return task.pending_input?.call_id ?? '';
  };
  const callsOf = (items: InboxItem[]): string[] => items.map(({ call_id }) => call_id);

  it('takes it out of the inbox and the count of that person, and of nobody else', async () => {
    const [ana, ben, bot] = [await person('ana'), await person('ben'), await program('bot')];
    const [callId, other] = [await asking(), await asking()];
    const waiting = await ana.pending();
    const { status, body } = await ana.snooze(callId, { for_ms: HOUR });
    expect([status, body.call_id]).toEqual([200, callId]);

    expect(callsOf(await ana.inbox())).toEqual([other]);
    expect(await ana.pending()).toBe(waiting - 1);
    const item = { call_id: callId, snoozed_until: body.snoozed_until, state: 'pending' };
    expect(await ana.inbox('snoozed=only')).toEqual([expect.objectContaining(item)]);
    expect(callsOf(await ana.inbox('snoozed=include'))).toEqual([callId, other]);
    expect((await ana.request(`/inputs/${callId}`)).body).toMatchObject(item);

    for (const reader of [ben, bot]) {
      expect(callsOf(await reader.inbox())).toEqual([callId, other]);
      expect((await reader.inbox())[0]).toMatchObject({ snoozed_until: null });
      expect(await reader.inbox('snoozed=only')).toEqual([]);
      expect(await reader.pending()).toBe(waiting);
    }

    await bot.snooze(other, { for_ms: HOUR });
    expect(callsOf(await bot.inbox())).toEqual([callId]);
    expect(callsOf(await (await program('another bot')).inbox())).toEqual([callId, other]);
    expect(callsOf(await ana.inbox())).toEqual([other]);

    expect(await ana.wake(callId)).toBe(204);
    expect(await ana.wake(callId)).toBe(204);
    expect(callsOf(await ana.inbox())).toEqual([callId, other]);
    expect(await ana.pending()).toBe(waiting);
  });

  it('is over by itself when its time has come, and leaves nothing behind', async () => {
    const ana = await person('anna');
    const [callId, other] = [await asking(), await asking()];
    await ana.snooze(callId, { for_ms: HOUR });
    await server.context.prisma
      .$executeRaw`UPDATE input_snoozes SET until = now() WHERE call_id = ${callId}::uuid`;
    expect((await ana.inbox()).find((item) => item.call_id === callId)).toMatchObject({
      snoozed_until: null,
    });
    expect(callsOf(await ana.inbox('snoozed=only'))).toEqual([]);
    await ana.snooze(other, { for_ms: HOUR });
    expect(await server.context.prisma.inputSnooze.count({ where: { callId } })).toBe(0);
  });

  it('takes a moment too, and a later one moves it', async () => {
    const ana = await person('annabel');
    const callId = await asking();
    const until = new Date(Date.now() + 5 * HOUR).toISOString();
    await ana.snooze(callId, { for_ms: HOUR });
    expect((await ana.snooze(callId, { until })).body.snoozed_until).toBe(until);
    expect(await ana.inbox('snoozed=only')).toEqual([expect.objectContaining({ snoozed_until: until })]);
  });

  it('is over with the answer, of whoever it is', async () => {
    const ana = await person('anita');
    const task = await askingTask(server, { description: 'ask Which one?' });
    const callId = task.pending_input?.call_id ?? '';
    await ana.snooze(callId, { for_ms: HOUR });
    await respond(server, task, { answers: ['This one'] });
    expect(await ana.inbox('snoozed=only')).toEqual([]);
    expect((await ana.inbox('state=answered')).at(-1)).toMatchObject({
      call_id: callId,
      snoozed_until: null,
      answered_by: { name: 'bootstrap' },
      via: 'api',
    });
    const late = await ana.snooze(callId, { for_ms: HOUR });
    expect([late.status, late.body]).toEqual([409, expect.objectContaining({ code: 'input_closed' })]);
  });

  it.each([
    ['a moment that is over', { until: '2020-01-01T00:00:00Z' }],
    ['a moment too far ahead', { until: new Date(Date.now() + MAX_SNOOZE_MS + HOUR).toISOString() }],
    ['no time', {}],
    ['two times', { until: new Date(Date.now() + HOUR).toISOString(), for_ms: HOUR }],
    ['less than a minute', { for_ms: 1_000 }],
    ['a moment without a zone', { until: '2030-01-01T00:00:00' }],
  ])('refuses %s', async (_what, body) => {
    const answer = await (await program('wrong')).snooze(await asking(), body);
    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({ code: 'validation_failed' }),
    ]);
  });

  it('says where there is no such request', async () => {
    const bot = await program('lost');
    expect((await bot.snooze(UNKNOWN_ID, { for_ms: HOUR })).status).toBe(404);
    expect(await bot.wake(UNKNOWN_ID)).toBe(404);
    expect((await server.call(inputEndpoints.get, { params: { call_id: UNKNOWN_ID } })).status).toBe(404);
    expect((await bot.request('/inputs/nonsense')).status).toBe(404);
  });
});
