import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as contract from '@taskhelm/contract';
import {
  agentEndpoints,
  auditEndpoints,
  bulkEndpoints,
  memoryEndpoints,
  modelEndpoints,
  secretEndpoints,
  taskEndpoints,
  tokenEndpoints,
  triggerEndpoints,
  webhookEndpoints,
  type AuditEntry,
  type Endpoint,
  type EndpointInput,
} from '@taskhelm/contract';
import { askingTask, createTask, respond } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { createCron } from './support/triggers.ts';

type Query = EndpointInput<typeof auditEndpoints.list>['query'];

const SECRET = 'nobody-reads-this-value';

describe('the audit log', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.startWorker();
  });
  afterAll(() => server.stop());

  const entries = async (query: Partial<Query> = {}): Promise<AuditEntry[]> =>
    (await server.call(auditEndpoints.list, { query: { per_page: 100, ...query } })).body.data;
  /** Action, subject's name and detail, the oldest first. */
  const told = async (id: string) =>
    (await entries({ subject_id: [id] }))
      .toReversed()
      .map(({ action, subject, detail }) => [action, subject?.name, detail]);

  it('tells who did what to what, by the name that it had then', async () => {
    const { body: agent } = await server.call(agentEndpoints.create, { body: { name: 'first' } });
    const { id } = agent;
    await server.call(agentEndpoints.update, {
      params: { id: 'first' },
      body: { name: 'second', instructions: SECRET, version: 1 },
    });
    await server.call(agentEndpoints.update, { params: { id }, body: { enabled: false } });
    await server.call(agentEndpoints.remove, { params: { id: 'second' } });
    expect(await told(id)).toEqual([
      ['agent_created', 'first', {}],
      ['agent_changed', 'first', { fields: ['name', 'instructions'] }],
      ['agent_changed', 'second', { fields: ['enabled'], enabled: false }],
      ['agent_deleted', 'second', { tasks_cancelled: 0 }],
    ]);
    const [entry] = await entries({ subject_id: [id] });
    expect(entry?.actor).toMatchObject({ type: 'token', name: expect.any(String) });
    expect(entry?.subject).toEqual({ type: 'agent', id, name: 'second' });
  });

  it('tells of what people do to tasks, and nothing of what changed nothing', async () => {
    const task = await createTask(server, { start_at: '2099-01-01T00:00:00Z' });
    const { id } = task;
    await server.call(taskEndpoints.update, { params: { id }, body: { labels: ['a'] } });
    await server.call(taskEndpoints.cancel, { params: { id } });
    await server.call(taskEndpoints.cancel, { params: { id } });
    const { body: again } = await server.call(taskEndpoints.retry, { params: { id }, body: {} });
    expect(await told(id)).toEqual([
      ['task_changed', task.title, { fields: ['labels'] }],
      ['task_cancelled', task.title, { tasks: 1 }],
      ['task_retried', task.title, { task_id: again.id }],
    ]);
    const bulk = { action: 'label' as const, ids: [id], add_labels: ['b'] };
    await server.call(bulkEndpoints.run, { body: bulk });
    await server.call(bulkEndpoints.run, { body: { action: 'cancel', ids: [id] } });
    expect((await entries({ action: ['tasks_changed'] })).map(({ detail }) => detail)).toEqual([
      { action: 'label', tasks: 1 },
    ]);
  });

  it('tells who answered, and not what', async () => {
    const task = await askingTask(server, { description: 'ask Which one? | A | B\nresult Done' });
    const callId = task.inputs[0]?.call_id;
    const answer = await respond(server, task, { answers: ['B'] });
    expect(answer.status).toBe(200);
    expect((await respond(server, task, { call_id: callId, answers: ['B'] })).body.replayed).toBe(true);
    expect(await told(task.id)).toEqual([
      ['input_answered', task.title, { call_id: callId, outcome: 'answered' }],
    ]);
  });

  it('never holds a secret', async () => {
    const { body: secret } = await server.call(secretEndpoints.create, {
      body: { name: 'key', value: SECRET, allowed_hosts: ['example.com'] },
    });
    await server.call(secretEndpoints.update, { params: { id: secret.id }, body: { value: `${SECRET}2` } });
    const { body: model } = await server.call(modelEndpoints.create, {
      body: { name: 'm', kind: 'anthropic', provider_model: 'm1', api_key: SECRET },
    });
    await server.call(modelEndpoints.update, { params: { id: 'm' }, body: { api_key: SECRET } });
    const { body: token } = await server.call(tokenEndpoints.create, {
      body: { name: 'ci', scopes: ['tasks:read'] },
    });
    await server.call(tokenEndpoints.revoke, { params: { id: token.id } });
    const { body: notice } = await server.call(webhookEndpoints.create, {
      body: { name: 'n', format: 'standard', url: `https://example.com/${SECRET}`, events: ['task.failed'] },
    });
    const { body: rotated } = await server.call(webhookEndpoints.rotate, { params: { id: notice.id } });
    const trigger = await createCron(server);
    await server.call(triggerEndpoints.fire, {
      params: { id: trigger.id },
      body: {},
    });
    await server.call(memoryEndpoints.create, {
      params: { id: 'researcher' },
      body: { key: 'tone', text: SECRET },
    });
    const all = await entries();
    expect(all.map(({ action, subject }) => [action, subject?.name])).toEqual(
      expect.arrayContaining([
        ['secret_created', 'key'],
        ['secret_changed', 'key'],
        ['model_changed', 'm'],
        ['token_created', 'ci'],
        ['token_revoked', 'ci'],
        ['webhook_created', 'n'],
        ['webhook_secret_rotated', 'n'],
        ['trigger_created', trigger.name],
        ['trigger_fired', trigger.name],
        ['memory_added', 'researcher'],
      ]),
    );
    expect(await told(model.id)).toContainEqual(['model_changed', 'm', { fields: ['api_key'] }]);
    const text = JSON.stringify(all);
    for (const hidden of [SECRET, token.token, notice.secret, rotated.secret])
      expect(text).not.toContain(hidden);
  });

  it('does not tell of what was refused', async () => {
    const before = (await entries()).length;
    expect((await server.call(agentEndpoints.create, { body: { name: 'researcher' } })).status).toBe(409);
    expect((await server.call(agentEndpoints.remove, { params: { id: 'nobody' } })).status).toBe(404);
    expect((await entries()).length).toBe(before);
  });

  it('finds by act, by who, by what and by time', async () => {
    const { body: token } = await server.call(tokenEndpoints.create, {
      body: { name: 'Night 100% shift', scopes: ['admin'] },
    });
    const body = { name: 'found', scopes: ['tasks:read' as const] };
    const { body: made } = await server.call(tokenEndpoints.create, { body, token: token.token });
    const ids = async (query: Partial<Query>) => (await entries(query)).map(({ subject }) => subject?.id);
    expect(await ids({ actor: 'night 100%' })).toEqual([made.id]);
    expect(await ids({ actor: token.id })).toEqual([made.id]);
    expect(await ids({ actor: 'night_' })).toEqual([]);
    expect(await ids({ actor: 'night', action: ['token_revoked'] })).toEqual([]);
    expect(await ids({ actor: 'night', subject: ['token'] })).toEqual([made.id]);
    expect(await ids({ actor: 'night', subject: ['agent', 'task'] })).toEqual([]);
    const [entry] = await entries({ subject_id: [made.id] });
    expect(await ids({ actor: 'night', from: entry?.at })).toEqual([made.id]);
    expect(await ids({ actor: 'night', to: entry?.at })).toEqual([]);
    const unknown = await server.request('/audit?action=nothing', {
      headers: { authorization: 'Bearer bb_token_for_tests' },
    });
    expect(unknown.status).toBe(400);
  });

  it('answers the one who asked although the record fails, and says so in the log', async () => {
    const { prisma, logger } = server.context;
    const logged = jest.spyOn(logger, 'error');
    await prisma.$executeRaw`ALTER TABLE audit_entries RENAME TO audit_entries_away`;
    const { status } = await server.call(agentEndpoints.create, { body: { name: 'unrecorded' } });
    await prisma.$executeRaw`ALTER TABLE audit_entries_away RENAME TO audit_entries`;
    expect(status).toBe(201);
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ act: expect.objectContaining({ action: 'agent_created' }) }),
      'an act is missing in the audit log',
    );
  });
});

describe('what the audit log leaves out', () => {
  it('is written here: what changes nothing, what the rows themselves tell, and what its service records', () => {
    const silent = Object.entries(contract)
      .filter(([name]) => name.endsWith('Endpoints'))
      .flatMap(([, group]) => Object.values(group as Record<string, Endpoint>))
      .filter(({ method, audit }) => method !== 'GET' && !audit)
      .map(({ method, path }) => `${method} ${path}`);
    expect(silent.toSorted()).toEqual([
      // In the account's own transactions.
      'DELETE /account/sessions',
      'DELETE /account/sessions/:id',
      // A person's own view of things.
      'DELETE /inputs/:call_id/snooze',
      'DELETE /session',
      'DELETE /views/:id',
      'PATCH /views/:id',
      'POST /account/password',
      // Programs of others; the deliveries and the task tell.
      'POST /hooks/:id',
      // Trying out.
      'POST /mcp-servers/:id/test',
      'POST /models/:id/test',
      // The task tells who made it.
      'POST /tasks',
      'POST /triggers/preview',
      'POST /views',
      // The deliveries tell.
      'POST /webhooks/:id/deliveries/:delivery_id/redeliver',
      'POST /webhooks/:id/test',
      'PUT /inputs/:call_id/snooze',
    ]);
  });
});
