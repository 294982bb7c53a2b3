import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  taskEndpoints,
  triggerEndpoints,
  webhookEndpoints,
  type EndpointInput,
  type WebhookDelivery,
  type WebhookWithSecret,
} from '@taskhelm/contract';
import { Webhook } from 'standardwebhooks';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startHookReceiver, type HookReceiver } from './support/hook-receiver.ts';
import { createTask, getTask, respond, taskIn } from './support/tasks.ts';
import { pauseFailingTriggers } from '../src/triggers/pause-failing-triggers.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { createCron, UNREADABLE } from './support/triggers.ts';
import { waitUntil } from './support/wait-until.ts';

type CreateBody = EndpointInput<typeof webhookEndpoints.create>['body'];
type Payload = { type: string; data: { task: { id: string; status: string }; url: string } };

const ASKS = 'ask Which segment? | Enterprise | SMB\nresult Done';

describe('webhooks', () => {
  let server: TestServer;
  let receiver: HookReceiver;
  beforeAll(async () => {
    server = await startTestServer({ settings: { noticePrivateHosts: ['127.0.0.1'] } });
    await server.startWorker();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    receiver = await startHookReceiver();
  });
  afterEach(async () => {
    await server.context.prisma.webhook.deleteMany();
    await receiver.close();
  });

  let made = 0;
  async function add(more: Partial<CreateBody> = {}): Promise<WebhookWithSecret> {
    const events: CreateBody['events'] = [
      'task.created',
      'task.started',
      'task.needs_input',
      'task.completed',
    ];
    const body = {
      name: `hook ${(made += 1)}`,
      format: 'standard' as const,
      url: receiver.url,
      events,
      ...more,
    };
    const answer = await server.call(webhookEndpoints.create, { body });
    expect(answer.status).toBe(201);
    return answer.body;
  }
  const deliveries = async (id: string): Promise<WebhookDelivery[]> => {
    const { status, body } = await server.call(webhookEndpoints.deliveries, { params: { id } });
    expect({ status, error: body.error }).toEqual({ status: 200, error: undefined });
    return body.data;
  };
  const types = (): string[] => receiver.received.map(({ body }) => (JSON.parse(body) as Payload).type);
  const told = (count: number): Promise<true | undefined> =>
    waitUntil(`${count} notices`, async () => receiver.received.length >= count || undefined);
  /** What waits for its next try is tried now. */
  const passTime = (): Promise<unknown> =>
    server.context.prisma.$executeRaw`UPDATE webhook_deliveries SET next_at = now() WHERE state = 'pending'`;

  it('tell in order what becomes of a task, signed so that another library accepts it', async () => {
    const hook = await add();
    const { id } = await createTask(server, { title: 'Told of', description: ASKS });
    await told(3);
    const asking = await taskIn(server, id, 'needs_input');
    await respond(server, asking, { answers: ['SMB'] });
    await told(4);
    expect(types()).toEqual(['task.created', 'task.started', 'task.needs_input', 'task.completed']);

    const verifier = new Webhook(hook.secret ?? '');
    const payloads = receiver.received.map(({ body, headers }) => verifier.verify(body, headers) as Payload);
    expect(payloads[2]?.data).toMatchObject({
      task: { id },
      url: expect.stringContaining(`/tasks/${id}#answer`),
    });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    const listed = await waitUntil('all delivered', async () => {
      const all = await deliveries(hook.id);
      return all.every(({ state }) => state === 'delivered') && all;
    });
    expect(listed).toHaveLength(4);
    expect(listed[0]).toMatchObject({
      event: 'task.completed',
      attempts: 1,
      last_attempt: { status: 204, error: null },
    });
  });

  it('tell only of the events and agents that were asked for', async () => {
    const { rows } = { rows: await server.context.prisma.agent.findMany() };
    const idOf = (name: string): string => rows.find((row) => row.name === name)?.id ?? '';
    await add({ events: ['task.failed'], agent_ids: [idOf('assistant')] });
    const other = await createTask(server, { agent: 'researcher', description: 'fail no' });
    const good = await createTask(server, { agent: 'assistant', description: 'result yes' });
    const bad = await createTask(server, { agent: 'assistant', description: 'fail no' });
    for (const [task, status] of [
      [other, 'failed'],
      [good, 'completed'],
      [bad, 'failed'],
    ] as const)
      await taskIn(server, task.id, status);
    await told(1);
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as Payload).data.task.id)).toEqual([bad.id]);
    expect(await server.context.prisma.webhookDelivery.count()).toBe(1);
  });

  it('try again with the same id and body until the receiver takes it, and keep the order of a task', async () => {
    const hook = await add();
    receiver.answer(500);
    const { id } = await createTask(server, { description: 'result done' });
    await taskIn(server, id, 'completed');
    await waitUntil('a failed try', async () => (await deliveries(hook.id)).at(-1)?.last_attempt);
    expect(types()).toEqual(['task.created']);
    expect((await deliveries(hook.id)).at(-1)).toMatchObject({
      state: 'pending',
      last_attempt: { status: 500 },
    });

    receiver.answer(204);
    await passTime();
    await told(4);
    expect(types()).toEqual(['task.created', 'task.created', 'task.started', 'task.completed']);
    const [first, again] = receiver.received;
    expect(again?.body).toBe(first?.body);
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  });

  it('tell once, and why, that a trigger has paused itself; not that a person paused it', async () => {
    const { prisma } = server.context;
    const assistant = await prisma.agent.findFirstOrThrow({ where: { name: 'assistant' } });
    const hook = await add({ events: ['trigger.paused'] });
    await add({ events: ['trigger.paused'], agent_ids: [assistant.id] });
    await add({ events: ['task.failed'] });
    const trigger = await createCron(server, { pause_after_failures: 1, description: 'fail Nothing there' });
    const params = { id: trigger.id };
    await server.call(triggerEndpoints.update, { params, body: { enabled: false } });
    await server.call(triggerEndpoints.update, { params, body: { enabled: true } });
    expect(await prisma.webhookDelivery.count()).toBe(0);

    receiver.answer(503);
    const fired = await server.call(triggerEndpoints.fire, { params, body: {} });
    await taskIn(server, fired.body.id, 'failed');
    await pauseFailingTriggers(server.context);
    await pauseFailingTriggers(server.context);
    const waits = await waitUntil('a try', async () => {
      const [first] = await deliveries(hook.id);
      return first?.last_attempt && first;
    });
    expect(waits).toMatchObject({
      event: 'trigger.paused',
      task: null,
      trigger: { id: trigger.id, name: trigger.name },
    });
    // Whoever resumes it meanwhile takes the reason from the trigger, not from the notice.
    await server.call(triggerEndpoints.update, { params, body: { enabled: true } });
    receiver.answer(204);
    await server.call(webhookEndpoints.redeliver, { params: { id: hook.id, delivery_id: waits.id } });
    await waitUntil('it is delivered', async () => (await deliveries(hook.id))[0]?.state === 'delivered');
    const paused = receiver.received.filter(({ body }) => JSON.parse(body).type === 'trigger.paused');
    expect(new Set(paused.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const last = paused.at(-1);
    expect(new Webhook(hook.secret ?? '').verify(last?.body ?? '', last?.headers ?? {})).toMatchObject({
      type: 'trigger.paused',
      data: {
        trigger: { id: trigger.id, name: trigger.name, kind: 'cron', agent: { name: 'researcher' } },
        event: { note: 'Its last run failed.' },
        url: expect.stringMatching(new RegExp(`/triggers/${trigger.id}$`)),
      },
    });
  });

  it('do not hold up other tasks while one cannot be told', async () => {
    await add({ events: ['task.completed'] });
    receiver.answer(503);
    const stuck = await createTask(server, { description: 'result done' });
    await told(1);
    receiver.answer(204);
    const other = await createTask(server, { description: 'result done' });
    await told(2);
    const ids = receiver.received.map(({ body }) => (JSON.parse(body) as Payload).data.task.id);
    expect(ids).toEqual([stuck.id, other.id]);
  });

  it('do not wait for a destination that does not answer', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    const hanging = await add({ url, events: ['task.created'] });
    await add({ events: ['task.created'] });
    const made: string[] = [];
    for (let count = 1; count <= 6; count += 1) {
      made.push((await createTask(server, { description: 'result done' })).id);
      await told(count);
    }
    const ids = receiver.received.map(({ body }) => (JSON.parse(body) as Payload).data.task.id);
    expect(ids).toEqual(made);
    // It is tried with some of them and with no more until one has ended.
    const tried = (await deliveries(hanging.id)).filter(({ attempts }) => attempts > 0);
    expect(tried).toHaveLength(4);
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('say that an address of another SECRET_KEY cannot be read, until it is entered again', async () => {
    const { prisma } = server.context;
    const hook = await add({ events: ['task.completed'] });
    const params = { id: hook.id };
    await prisma.webhook.update({ where: params, data: { sealedUrl: UNREADABLE, sealedSecret: UNREADABLE } });
    const error = expect.stringContaining('another SECRET_KEY');
    const tested = await server.call(webhookEndpoints.test, { params });
    expect([tested.status, tested.body]).toEqual([200, expect.objectContaining({ ok: false, error })]);
    await createTask(server, { description: 'result done' });
    const failed = await waitUntil('a failed try', async () => (await deliveries(hook.id))[0]?.last_attempt);
    expect(failed).toMatchObject({ status: null, error });
    const renamed = await server.call(webhookEndpoints.update, { params, body: { name: 'still here' } });
    expect(renamed.status).toBe(200);

    const mended = await server.call(webhookEndpoints.update, { params, body: { url: receiver.url } });
    expect(mended.status).toBe(200);
    const { secret } = (await server.call(webhookEndpoints.rotate, { params })).body;
    await passTime();
    await told(1);
    const { body = '', headers = {} } = receiver.received[0] ?? {};
    expect(new Webhook(secret ?? '').verify(body, headers)).toMatchObject({ type: 'task.completed' });
  });

  it('are given up after a day, listed, and sent again when a person says so', async () => {
    const hook = await add({ events: ['task.completed'] });
    receiver.answer(500);
    await createTask(server, { description: 'result done' });
    await told(1);
    await waitUntil('a recorded try', async () => (await deliveries(hook.id))[0]?.last_attempt);
    await server.context.prisma
      .$executeRaw`UPDATE webhook_deliveries SET tried_since = now() - interval '24 hours'`;
    await passTime();
    const dead = await waitUntil('a dead letter', async () => {
      const [delivery] = await deliveries(hook.id);
      return delivery?.state === 'dead' && delivery;
    });
    expect(dead).toMatchObject({ attempts: 2, next_attempt_at: null });

    receiver.answer(204);
    const params = { id: hook.id, delivery_id: dead.id };
    expect((await server.call(webhookEndpoints.redeliver, { params })).status).toBe(200);
    await told(3);
    await waitUntil('delivery', async () => (await deliveries(hook.id))[0]?.state === 'delivered');
  });

  it('are switched off when the receiver is gone for good, and say why', async () => {
    const hook = await add({ events: ['task.completed'] });
    receiver.answer(410);
    await createTask(server, { description: 'result done' });
    const off = await waitUntil('switched off', async () => {
      const { body } = await server.call(webhookEndpoints.get, { params: { id: hook.id } });
      return !body.enabled && body;
    });
    expect(off.disabled_reason).toContain('410');
    const on = await server.call(webhookEndpoints.update, {
      params: { id: hook.id },
      body: { enabled: true },
    });
    expect(on.body).toMatchObject({ enabled: true, disabled_reason: null });
  });

  it('follow no redirect', async () => {
    const target = await startHookReceiver();
    const hook = await add({ events: ['task.completed'] });
    receiver.answer(307, { location: target.url });
    await createTask(server, { description: 'result done' });
    const tried = await waitUntil('a try', async () => (await deliveries(hook.id))[0]?.last_attempt);
    expect(tried).toMatchObject({ status: 307, error: expect.stringContaining('not followed') });
    expect(target.received).toEqual([]);
    await target.close();
  });

  it('sign with the secret before too for a day after it was changed', async () => {
    const hook = await add({ events: ['task.completed'] });
    const changed = await server.call(webhookEndpoints.rotate, { params: { id: hook.id } });
    expect(changed.body.secret).not.toBe(hook.secret);
    await createTask(server, { description: 'result done' });
    await told(1);
    const [message] = receiver.received;
    for (const secret of [hook.secret, changed.body.secret])
      expect(() =>
        new Webhook(secret ?? '').verify(message?.body ?? '', message?.headers ?? {}),
      ).not.toThrow();
    await server.context.prisma
      .$executeRaw`UPDATE webhooks SET previous_secret_until = now() - interval '1 second'`;
    await createTask(server, { description: 'result done' });
    await told(2);
    const later = receiver.received[1];
    expect(() => new Webhook(hook.secret ?? '').verify(later?.body ?? '', later?.headers ?? {})).toThrow();
  });

  it('send a test message at once and say what came of it', async () => {
    const hook = await add();
    const params = { id: hook.id };
    expect((await server.call(webhookEndpoints.test, { params })).body).toMatchObject({
      ok: true,
      status: 204,
    });
    expect(receiver.received).toHaveLength(1);
    receiver.answer(404);
    expect((await server.call(webhookEndpoints.test, { params })).body).toMatchObject({
      ok: false,
      status: 404,
    });
    await receiver.close();
    expect((await server.call(webhookEndpoints.test, { params })).body).toMatchObject({
      ok: false,
      status: null,
      error: 'It failed (ECONNREFUSED).',
    });
  });

  it('keep address and secret encrypted and never show them again', async () => {
    const url = `${receiver.url}?token=very-secret-token`;
    const hook = await add({ url });
    expect(hook.secret).toMatch(/^whsec_/);
    const shown = [
      (await server.call(webhookEndpoints.list)).body,
      (await server.call(webhookEndpoints.get, { params: { id: hook.id } })).body,
      await server.context.prisma.$queryRaw`SELECT * FROM webhooks`,
    ];
    expect(JSON.stringify(shown)).not.toContain('very-secret-token');
    expect(JSON.stringify(shown)).not.toContain(hook.secret?.slice(6));
    expect(hook.target).toBe(`http://${receiver.host}`);
  });

  const wrong: [string, Partial<Record<keyof CreateBody, unknown>>, string][] = [
    ['an address that is no URL', { url: 'not a url' }, 'url'],
    ['an address of another kind', { url: 'ftp://example.com/' }, 'url'],
    ['a mail server for JSON', { url: 'smtp://mail.example.com' }, 'url'],
    ['a password in the address', { url: 'https://me:secret@example.com/' }, 'url'],
    ['a private address', { url: 'http://10.0.0.1/' }, 'url'],
    ['another spelling of this machine', { url: 'http://0x7f.2/' }, 'url'],
    ['the address of a cloud’s metadata', { url: 'http://169.254.169.254/latest' }, 'url'],
    [
      'a private mail server',
      { format: 'email', url: 'smtp://10.0.0.1', email: { from: 'a@b.test', to: ['c@d.test'] } },
      'url',
    ],
    [
      'a password that cannot be decoded',
      {
        format: 'email',
        url: 'smtp://me:100%@mail.example.com',
        email: { from: 'a@b.test', to: ['c@d.test'] },
      },
      'url',
    ],
    ['e-mail without recipients', { format: 'email', url: 'smtp://mail.example.com' }, 'email'],
    ['recipients of what is no e-mail', { email: { from: 'a@b.test', to: ['c@d.test'] } }, 'email'],
    [
      'a recipient with a line end',
      {
        format: 'email',
        url: 'smtp://mail.example.com',
        email: { from: 'a@b.test', to: ['c@d.test\r\nBcc: x@y.test'] },
      },
      'email.to.0',
    ],
    ['an unknown agent', { agent_ids: ['01900000-0000-7000-8000-000000000000'] }, 'agent_ids'],
    ['no events', { events: [] }, 'events'],
    ['an unknown event', { events: ['task.exploded'] }, 'events.0'],
    ['an over-long address', { url: `https://example.com/${'x'.repeat(2_000)}` }, 'url'],
    ['an unknown key', { colour: 'red' } as never, 'colour'],
  ];
  it.each(wrong)('are not made with %s', async (_what, more, path) => {
    const body = { name: 'wrong', format: 'standard', url: receiver.url, events: ['task.failed'], ...more };
    const answer = await server.call(webhookEndpoints.create, { body: body as CreateBody });
    expect(answer.status).toBe(422);
    expect(answer.body.details?.map((detail) => detail.path)).toContain(path);
    expect(await server.context.prisma.webhook.count()).toBe(0);
  });

  it('are not changed by what is wrong, and have names of their own', async () => {
    const [one, two] = [await add(), await add()];
    const params = { id: two.id };
    const taken = await server.call(webhookEndpoints.update, { params, body: { name: one.name } });
    expect([taken.status, taken.body.code]).toEqual([409, 'name_taken']);
    const refused = await server.call(webhookEndpoints.update, { params, body: { url: 'http://10.1.1.1/' } });
    expect(refused.status).toBe(422);
    expect((await server.call(webhookEndpoints.get, { params })).body.target).toBe(two.target);
  });

  it('are the business of administrators alone', async () => {
    const token = (
      await server.request('/tokens', {
        method: 'POST',
        headers: { authorization: 'Bearer bb_token_for_tests', 'content-type': 'application/json' },
        body: JSON.stringify({
          name: 'ops',
          scopes: ['tasks:read', 'tasks:write', 'agents:read', 'agents:write'],
        }),
      })
    ).body as { token: string };
    const hook = await add();
    for (const endpoint of [webhookEndpoints.list, webhookEndpoints.get, webhookEndpoints.deliveries]) {
      const params = { id: hook.id };
      expect((await server.call(endpoint, { params, token: token.token } as never)).status).toBe(403);
    }
  });

  it('go with their notices when they are deleted, and leave the tasks', async () => {
    const hook = await add();
    const { id } = await createTask(server, { description: 'result done' });
    await taskIn(server, id, 'completed');
    expect((await server.call(webhookEndpoints.remove, { params: { id: hook.id } })).status).toBe(204);
    expect(await server.context.prisma.webhookDelivery.count()).toBe(0);
    expect((await getTask(server, id)).status).toBe('completed');
    expect((await server.call(webhookEndpoints.get, { params: { id: hook.id } })).status).toBe(404);
  });

  it('tell of a task that was cancelled, with the reason', async () => {
    await add({ events: ['task.cancelled'], format: 'slack' });
    const { id } = await createTask(server, { title: 'Stop me', description: ASKS });
    await taskIn(server, id, 'needs_input');
    await server.call(taskEndpoints.cancel, { params: { id }, body: { reason: 'not needed' } });
    await told(1);
    expect(receiver.received[0]?.body).toContain('was cancelled: Stop me');
  });
});
