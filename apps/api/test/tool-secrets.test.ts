import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, secretEndpoints } from '@taskhelm/contract';
import { createTask, eventsOf, respond, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const VALUE = 'canary-4c1f0b';

describe('secrets that tools send', () => {
  let server: TestServer;
  let target: Server;
  let origin: string;
  const seen: (string | undefined)[] = [];
  beforeAll(async () => {
    server = await startTestServer({ settings: { allowPrivateNetworkTools: true } });
    target = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end(`you sent ${request.headers.authorization}`);
    });
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
    const tools = ['http_request'];
    await server.call(agentEndpoints.create, { body: { name: 'caller', tools } });
    await server.call(agentEndpoints.create, { body: { name: 'careful', tools, confirm_tools: tools } });
    await server.startWorker();
  });
  afterAll(async () => {
    target.close();
    await server.stop();
  });

  const create = (body: Partial<{ name: string; value: string; allowed_hosts: string[] }>) =>
    server.call(secretEndpoints.create, {
      body: { name: 'KEY', value: VALUE, allowed_hosts: [origin], ...body },
    });
  const script = (name: string): string =>
    `call http_request ${JSON.stringify({ url: origin, headers: { Authorization: `Bearer {{secret:${name}}}` } })}\nresult {output}`;

  it('are stored encrypted and shown without their value', async () => {
    const { status, body } = await create({});
    expect([status, JSON.stringify(body).includes(VALUE)]).toEqual([201, false]);
    expect((await create({})).body.code).toBe('name_taken');
    const list = await server.call(secretEndpoints.list);
    expect(list.body.data).toEqual([expect.objectContaining({ name: 'KEY', allowed_hosts: [origin] })]);
    expect(JSON.stringify(list.body)).not.toContain(VALUE);
    const row = await server.context.prisma.toolSecret.findUniqueOrThrow({ where: { name: 'KEY' } });
    expect(row.sealedValue).toMatch(/^v1:/);
    expect(row.sealedValue).not.toContain(VALUE);
  });

  it('reach their host, and appear nowhere else', async () => {
    const { id } = await createTask(server, { agent: 'caller', description: script('KEY') });
    const task = await taskIn(server, id, 'completed');
    expect(seen.at(-1)).toBe(`Bearer ${VALUE}`);
    expect(task.result).toContain('[secret KEY]');
    expect(JSON.stringify([task, await eventsOf(server, task)])).not.toContain(VALUE);
    expect((await server.call(secretEndpoints.list)).body.data[0]?.last_used_at).not.toBeNull();
  });

  it('are a placeholder to the person who confirms the call', async () => {
    const { id } = await createTask(server, { agent: 'careful', description: script('KEY') });
    const asking = await taskIn(server, id, 'needs_input');
    expect(JSON.stringify(asking.inputs)).toContain('{{secret:KEY}}');
    expect(JSON.stringify(asking)).not.toContain(VALUE);
    await respond(server, asking, { decision: 'approve' });
    await taskIn(server, id, 'completed');
    expect(seen.at(-1)).toBe(`Bearer ${VALUE}`);
  });

  it.each([
    ['OTHER', 'may not be sent to'],
    ['UNKNOWN', 'There is no secret UNKNOWN'],
  ])('are refused where they do not belong: %s', async (name, words) => {
    await create({ name: 'OTHER', allowed_hosts: ['api.example.com', new URL(origin).host] });
    const before = seen.length;
    const { id } = await createTask(server, { agent: 'caller', description: script(name) });
    expect((await taskIn(server, id, 'completed')).result).toContain(words);
    expect(seen).toHaveLength(before);
  });

  it('go to new hosts only when the value is given again', async () => {
    const { body: secret } = await create({ name: 'MOVED' });
    const params = { id: secret.id };
    const without = { allowed_hosts: ['evil.example'] } as unknown as { value: string };
    expect((await server.call(secretEndpoints.update, { params, body: without })).status).toBe(422);
    const changed = await server.call(secretEndpoints.update, {
      params,
      body: { value: 'another-value', allowed_hosts: ['b.example:8443'] },
    });
    expect(changed.body.allowed_hosts).toEqual(['b.example:8443']);
    expect((await server.call(secretEndpoints.remove, { params })).status).toBe(204);
    expect((await server.call(secretEndpoints.remove, { params })).status).toBe(404);
  });

  it.each([
    [{ name: '1X' }, 'name'],
    [{ value: 'a\r\nX-Evil: 1' }, 'value'],
    [{ value: 'x' }, 'value'],
    [{ allowed_hosts: [] }, 'allowed_hosts'],
    [{ allowed_hosts: ['https://a.example/path'] }, 'allowed_hosts.0'],
    [{ allowed_hosts: ['ftp://a.example'] }, 'allowed_hosts.0'],
    [{ allowed_hosts: ['*'] }, 'allowed_hosts.0'],
  ])('%j is refused', async (wrong, path) => {
    const { status, body } = await create({ name: 'NEW', ...wrong });
    expect([status, body.details?.[0]?.path]).toEqual([422, path]);
    expect(JSON.stringify(body)).not.toContain(VALUE);
  });
});
