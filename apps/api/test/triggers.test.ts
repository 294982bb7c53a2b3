import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  agentEndpoints,
  taskEndpoints,
  tokenEndpoints,
  triggerEndpoints,
  type EndpointInput,
  type Scope,
} from '@taskhelm/contract';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { createCron, createWebhook, deliveriesOf } from './support/triggers.ts';

type Update = EndpointInput<typeof triggerEndpoints.update>['body'];

describe('triggers', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const post = (body: unknown) => server.call(triggerEndpoints.create, { body: body as never });
  const update = (id: string, body: Update) => server.call(triggerEndpoints.update, { params: { id }, body });
  const get = (id: string) => server.call(triggerEndpoints.get, { params: { id } });
  const count = () => server.context.prisma.trigger.count();
  const tokenWith = async (...scopes: Scope[]): Promise<string> =>
    (await server.call(tokenEndpoints.create, { body: { name: 'scoped', scopes } })).body.token;

  it('on a schedule keep every setting, and know when they fire next and what that is in words', async () => {
    const settings = {
      kind: 'cron',
      name: 'full-cron',
      agent: 'researcher',
      title: 'Report of {{fire.date}}',
      description: 'Made by {{trigger.name}}',
      priority: 'high',
      labels: ['nightly'],
      limits: { max_steps: 5 },
      pause_after_failures: 3,
      cron: '0 2 * * *',
      time_zone: 'europe/paris',
      missed: 'all',
      missed_limit: 4,
      overlap: 'skip',
    };
    const { status, body, headers } = await post(settings);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/triggers/${body.id}`);
    expect(body).toMatchObject({
      ...settings,
      agent: { name: 'researcher' },
      time_zone: 'Europe/Paris',
      cron_text: 'At 02:00, every day',
      enabled: true,
      paused: null,
      signature: null,
      url: null,
      secrets: [],
      last_run: null,
      shown_once: null,
      version: 1,
    });
    expect(Date.parse(body.next_fire_at ?? '')).toBeGreaterThan(Date.now());
    const { shown_once: _shown, ...trigger } = body;
    expect((await get('full-cron')).body).toEqual(trigger);
    expect((await get(body.id)).body).toEqual(trigger);
  });

  it('are listed by name, and by kind', async () => {
    const cron = await createCron(server);
    const hook = await createWebhook(server);
    const names = async (kind?: 'cron' | 'webhook') =>
      (await server.call(triggerEndpoints.list, { query: kind ? { kind } : {} })).body.data.map(
        ({ name }) => name,
      );
    expect(await names()).toEqual(expect.arrayContaining([cron.name, hook.name]));
    expect(await names()).toEqual([...(await names())].sort());
    expect(await names('cron')).not.toContain(hook.name);
    expect(await names('webhook')).not.toContain(cron.name);
  });

  it('that are not valid are refused with everything that is wrong, and nothing is made', async () => {
    const before = await count();
    const cron = { kind: 'cron', name: 'bad', agent: 'researcher', title: 'x', cron: '@daily' };
    const hook = { kind: 'webhook', name: 'bad', agent: 'researcher', title: 'x' };
    const cases: [object, string][] = [
      [
        { ...cron, cron: 'every day', time_zone: 'Mars/Olympus' },
        'cron invalid_cron, time_zone unknown_time_zone',
      ],
      [{ ...cron, cron: '0 0 31 2 *' }, 'cron invalid_cron'],
      [
        { ...cron, title: 'a {{b', description: '{{#c}}' },
        'title invalid_template, description invalid_template',
      ],
      [{ ...cron, title: '{{fire.day}}' }, 'title unknown_field'],
      [{ ...cron, agent: 'nobody' }, 'agent unknown'],
      [{ ...cron, title: 'x'.repeat(501) }, 'title too_long'],
      [{ ...cron, description: 'x'.repeat(32_769) }, 'description too_long'],
      [{ ...cron, name: 'Not A Slug' }, 'name invalid_value'],
      [{ ...cron, secret: 'x'.repeat(20) }, 'secret unknown_key'],
      [{ ...cron, missed: 'some' }, 'missed invalid_value'],
      [{ ...cron, labels: ['a,b'] }, 'labels.0 invalid_value'],
      [{ ...hook, cron: '@daily' }, 'cron unknown_key'],
      [{ ...hook, secret: 'not a secret at all' }, 'secret invalid_secret'],
      [{ ...hook, signature: 'unsigned', secret: 'x'.repeat(20) }, 'secret invalid_secret'],
      [{ ...hook, rate_limit_per_minute: 0 }, 'rate_limit_per_minute too_short'],
    ];
    for (const [body, expected] of cases) {
      const answer = await post(body);
      const details = answer.body.details?.map(({ path, code }) => `${path} ${code}`).join(', ');
      expect([answer.status, details]).toEqual([422, expected]);
      expect(answer.body.error).toMatch(/\.$/);
    }
    expect((await post({ kind: 'carrier-pigeon' })).status).toBe(422);
    expect(await count()).toBe(before);
  });

  it('have names of their own', async () => {
    const { name } = await createCron(server);
    const answer = await post({ kind: 'webhook', name, agent: 'researcher', title: 'x' });
    expect([answer.status, answer.body.code]).toEqual([409, 'name_taken']);
    const other = await createCron(server);
    expect((await update(other.id, { name })).body.code).toBe('name_taken');
  });

  it('are changed only as they were seen, and only in what their kind has', async () => {
    const trigger = await createCron(server);
    const changed = await update(trigger.id, { title: 'New', cron: '@hourly', version: 1 });
    expect(changed.body).toMatchObject({ title: 'New', cron: '@hourly', version: 2, missed: 'last' });
    expect(Date.parse(changed.body.next_fire_at ?? '')).toBeLessThanOrEqual(Date.now() + 3_600_000);
    expect((await update(trigger.id, { title: 'Late', version: 1 })).status).toBe(412);
    expect((await update(trigger.id, { rate_limit_per_minute: 5 })).body.details?.[0]?.path).toBe(
      'rate_limit_per_minute',
    );
    expect((await update(trigger.id, { cron: 'nope' })).status).toBe(422);
    expect((await update(trigger.id, {})).status).toBe(422);
    expect((await get(trigger.id)).body).toMatchObject({ title: 'New', cron: '@hourly', version: 2 });
  });

  it('take changes of several people at once, who say nothing of a version', async () => {
    const trigger = await createCron(server);
    const changes: Update[] = [{ title: 'New' }, { labels: ['a'] }, { cron: '@hourly' }, { overlap: 'skip' }];
    const answers = await Promise.all(changes.map((change) => update(trigger.id, change)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await get(trigger.id)).body).toMatchObject({ ...Object.assign({}, ...changes), version: 5 });
  });

  it('do not fire while they are paused, and reckon anew when they are resumed', async () => {
    const trigger = await createCron(server);
    expect((await update(trigger.id, { enabled: false })).body).toMatchObject({
      enabled: false,
      next_fire_at: null,
    });
    expect((await update(trigger.id, { cron: '@hourly' })).body.next_fire_at).toBeNull();
    const resumed = (await update(trigger.id, { enabled: true })).body;
    expect(Date.parse(resumed.next_fire_at ?? '')).toBeGreaterThan(Date.now());
  });

  it('can be paused though their agent is disabled, but not resumed', async () => {
    await server.call(agentEndpoints.create, { body: { name: 'short-lived' } });
    const trigger = await createCron(server, { agent: 'short-lived' });
    await server.call(agentEndpoints.update, { params: { id: 'short-lived' }, body: { enabled: false } });
    expect((await update(trigger.id, { enabled: false })).status).toBe(200);
    const resumed = await update(trigger.id, { enabled: true });
    expect([resumed.status, resumed.body.details?.[0]?.code]).toEqual([422, 'disabled']);
    const fired = await server.call(triggerEndpoints.fire, { params: { id: trigger.id }, body: {} });
    expect([fired.status, fired.body.code]).toEqual([422, 'unknown_agent']);
  });

  it('outlive their agent, refuse to run, and take another one', async () => {
    await server.call(agentEndpoints.create, { body: { name: 'leaving' } });
    const trigger = await createCron(server, { agent: 'leaving' });
    const removed = await server.call(agentEndpoints.remove, { params: { id: 'leaving' } });
    expect(removed.status).toBe(200);
    const fired = await server.call(triggerEndpoints.fire, { params: { id: trigger.id }, body: {} });
    expect([fired.status, fired.body.error]).toEqual([422, 'The agent leaving is deleted.']);
    expect((await update(trigger.id, { enabled: false })).status).toBe(200);
    const resumed = await update(trigger.id, { enabled: true });
    expect([resumed.status, resumed.body.details?.[0]?.code]).toEqual([422, 'unknown']);
    expect((await update(trigger.id, { enabled: true, agent: 'researcher' })).status).toBe(200);
  });

  it('show the next five moments of an expression in the time of its zone', async () => {
    const { status, body } = await server.call(triggerEndpoints.preview, {
      body: { cron: '0 2 * * *', time_zone: 'Asia/Kolkata' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ text: 'At 02:00, every day', time_zone: 'Asia/Kolkata' });
    expect(body.next).toHaveLength(5);
    for (const { at, local } of body.next) {
      expect(local).toMatch(/^\d{4}-\d\d-\d\dT02:00:00\+05:30$/);
      expect(new Date(local).toISOString()).toBe(at);
    }
    const wrong = await server.call(triggerEndpoints.preview, { body: { cron: '61 * * * *' } });
    expect([wrong.status, wrong.body.details?.[0]?.path]).toEqual([422, 'cron']);
  });

  it('make a task by hand, also while they are paused', async () => {
    const trigger = await createCron(server, {
      enabled: false,
      title: '{{trigger.name}} at {{fire.date}}',
      priority: 'high',
      labels: ['nightly'],
      limits: { max_steps: 3 },
    });
    const { status, body, headers } = await server.call(triggerEndpoints.fire, {
      params: { id: trigger.name },
      body: {},
    });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/tasks/${body.id}`);
    const [delivery] = await deliveriesOf(server, trigger.id);
    expect(body).toMatchObject({
      source: 'cron',
      priority: 'high',
      labels: ['nightly'],
      limits: { max_steps: 3 },
      created_by: { type: 'trigger', id: trigger.id, name: trigger.name },
      trigger_id: trigger.id,
      trigger: { id: trigger.id, name: trigger.name, kind: 'cron', delivery_id: delivery?.id },
    });
    expect(body.title).toMatch(new RegExp(`^${trigger.name} at \\d{4}-\\d\\d-\\d\\d$`));
    expect(delivery).toMatchObject({ via: 'manual', outcome: 'accepted', task_id: body.id });
    expect(delivery?.requested_by).toBeTruthy();
    expect((await get(trigger.id)).body.last_run).toMatchObject({
      outcome: 'accepted',
      task: { id: body.id, status: 'pending' },
    });
    const withPayload = await server.call(triggerEndpoints.fire, {
      params: { id: trigger.id },
      body: { payload: {} },
    });
    expect(withPayload.status).toBe(422);
  });

  it('are a filter of tasks, by name and by id, with their source', async () => {
    const [cron, hook] = [await createCron(server), await createWebhook(server)];
    const fire = async (id: string) =>
      (await server.call(triggerEndpoints.fire, { params: { id }, body: {} })).body.id;
    const [ofCron, ofHook] = [await fire(cron.id), await fire(hook.id)];
    const found = async (query: object) =>
      (await server.call(taskEndpoints.list, { query })).body.data.map(({ id }) => id);
    expect(await found({ trigger: cron.name })).toEqual([ofCron]);
    expect(await found({ trigger: hook.id })).toEqual([ofHook]);
    expect((await found({ trigger: `${cron.id},${hook.name}` })).sort()).toEqual([ofCron, ofHook].sort());
    expect(await found({ trigger: cron.name, source: 'webhook' })).toEqual([]);
    expect(await found({ source: 'webhook', trigger: hook.name })).toEqual([ofHook]);
  });

  it('leave their tasks readable when they are deleted', async () => {
    const trigger = await createWebhook(server);
    const { body: task } = await server.call(triggerEndpoints.fire, {
      params: { id: trigger.id },
      body: { payload: { a: 1 } },
    });
    const removed = await server.call(triggerEndpoints.remove, { params: { id: trigger.name } });
    expect(removed.status).toBe(204);
    expect((await get(trigger.id)).status).toBe(404);
    const { status, body } = await server.call(taskEndpoints.get, { params: { id: task.id } });
    expect(status).toBe(200);
    expect(body.trigger).toEqual({ id: trigger.id, name: trigger.name, kind: 'webhook', delivery_id: null });
    const listed = await server.call(taskEndpoints.list, { query: { trigger: trigger.id as never } });
    expect(listed.body.data.map(({ id }) => id)).toEqual([task.id]);
    expect((await server.call(triggerEndpoints.remove, { params: { id: trigger.id } })).status).toBe(404);
  });

  it('need no more than the scope of each call', async () => {
    const trigger = await createWebhook(server);
    const token = {
      agentsRead: await tokenWith('agents:read'),
      agentsWrite: await tokenWith('agents:write'),
      tasksRead: await tokenWith('tasks:read'),
      tasksWrite: await tokenWith('tasks:write'),
    };
    const params = { id: trigger.id };
    const fire = (await server.call(triggerEndpoints.fire, { params, body: {} })).body;
    const delivery = { ...params, delivery_id: fire.trigger?.delivery_id ?? '' };
    const body = { kind: 'cron' as const, name: 'scoped', agent: 'researcher', title: 'x', cron: '@daily' };
    const calls: [keyof typeof token, (token: string) => Promise<{ status: number }>][] = [
      ['agentsRead', (token) => server.call(triggerEndpoints.list, { token })],
      ['agentsRead', (token) => server.call(triggerEndpoints.get, { params, token })],
      ['agentsRead', (token) => server.call(triggerEndpoints.preview, { body: { cron: '@daily' }, token })],
      ['agentsWrite', (token) => server.call(triggerEndpoints.create, { body, token })],
      [
        'agentsWrite',
        (token) => server.call(triggerEndpoints.update, { params, body: { title: 'y' }, token }),
      ],
      ['agentsWrite', (token) => server.call(triggerEndpoints.addSecret, { params, body: {}, token })],
      ['tasksRead', (token) => server.call(triggerEndpoints.deliveries, { params, token })],
      ['tasksRead', (token) => server.call(triggerEndpoints.delivery, { params: delivery, token })],
      ['tasksWrite', (token) => server.call(triggerEndpoints.fire, { params, body: {}, token })],
      ['tasksWrite', (token) => server.call(triggerEndpoints.redeliver, { params: delivery, token })],
      ['agentsWrite', (token) => server.call(triggerEndpoints.remove, { params, token })],
    ];
    for (const [needed, call] of calls) {
      for (const [name, text] of Object.entries(token)) {
        if (name !== needed) expect([needed, name, (await call(text)).status]).toEqual([needed, name, 403]);
      }
      expect((await call(token[needed])).status).toBeLessThan(300);
    }
  });
});
