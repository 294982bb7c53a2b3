import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as contract from '@taskhelm/contract';
import {
  liveEndpoints,
  SCOPES,
  taskEndpoints,
  tokenEndpoints,
  type Endpoint,
  type ErrorBody,
  type Scope,
  type TaskDetail,
} from '@taskhelm/contract';
import { askingTask, createTask } from './support/tasks.ts';
import { startTestServer, type Answer, type TestServer } from './support/test-server.ts';

/** Every endpoint that the contract exports, by its method and path. */
const ENDPOINTS = Object.entries(contract)
  .filter(([name]) => name.endsWith('Endpoints'))
  .flatMap(([, group]) => Object.values(group as Record<string, Endpoint>))
  .map((endpoint): [string, Endpoint] => [`${endpoint.method} ${endpoint.path}`, endpoint]);
const CLOSED = ENDPOINTS.filter(([, endpoint]) => endpoint.access !== 'public');
const SCOPED = CLOSED.filter(([, endpoint]) => endpoint.access !== 'signed_in');
const UNKNOWN_ID = '01900000-0000-7000-8000-000000000000';

describe('who may call an endpoint', () => {
  let server: TestServer;
  const tokens = new Map<Scope, string>();
  beforeAll(async () => {
    server = await startTestServer();
    await createTask(server);
    for (const scope of SCOPES) {
      const { body } = await server.call(tokenEndpoints.create, { body: { name: scope, scopes: [scope] } });
      tokens.set(scope, body.token);
    }
  });
  afterAll(() => server.stop());

  const send = (endpoint: Endpoint, headers: Record<string, string>): Promise<Answer<ErrorBody>> => {
    const path = endpoint.path.replace(':id', UNKNOWN_ID).replace(':seq', '1');
    return server.request(path, { method: endpoint.method, headers }) as Promise<Answer<ErrorBody>>;
  };
  const withToken = (endpoint: Endpoint, token: string) =>
    send(endpoint, { authorization: `Bearer ${token}` });

  it('covers every endpoint that the contract has', () => {
    expect(ENDPOINTS.length).toBeGreaterThanOrEqual(24);
    expect(ENDPOINTS.length - CLOSED.length).toBe(3);
  });

  it.each(CLOSED)('%s answers 401 without a credential', async (_name, endpoint) => {
    const { status, headers, body } = await send(endpoint, {});
    expect([status, body.code]).toEqual([401, 'unauthenticated']);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it.each(CLOSED)('%s answers 401 to a wrong credential', async (_name, endpoint) => {
    for (const authorization of [
      'Bearer bb_wrong',
      'Bearer ',
      'Bearer',
      'Basic YTpi',
      '',
      `Token ${tokens.get('admin')}`,
      String(tokens.get('admin')),
    ]) {
      const { status, headers } = await send(endpoint, { authorization });
      expect([authorization, status]).toEqual([authorization, 401]);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    expect((await send(endpoint, { cookie: 'taskhelm_session=wrong' })).status).toBe(401);
  });

  it.each(SCOPED)(
    '%s takes its own scope and admin, and answers 403 naming it to any other',
    async (_name, endpoint) => {
      for (const [scope, token] of tokens) {
        const { status, body } = await withToken(endpoint, token);
        const granted = scope === endpoint.access || scope === 'admin';
        expect([scope, status === 403]).toEqual([scope, !granted]);
        if (granted) expect(status).not.toBe(401);
        else
          expect(body).toMatchObject({
            code: 'forbidden',
            error: expect.stringContaining(endpoint.access),
          });
      }
    },
  );

  it('says nothing about what exists to someone without the scope', async () => {
    const task = await createTask(server);
    const forbidden = await server.request(`/tasks/${task.id}`, {
      headers: { authorization: `Bearer ${tokens.get('agents:read')}` },
    });
    expect(forbidden.status).toBe(403);
    expect(JSON.stringify(forbidden.body)).not.toContain(task.title);
  });

  it('takes the scheme in any case', async () => {
    expect(
      (await server.request('/tasks', { headers: { authorization: `bearer ${tokens.get('tasks:read')}` } }))
        .status,
    ).toBe(200);
  });

  it('tells a token who it is', async () => {
    const { body } = await server.call(contract.browserSessionEndpoints.whoAmI, {
      token: tokens.get('tasks:read') ?? '',
    });
    expect(body).toMatchObject({
      actor: { type: 'token', name: 'tasks:read' },
      scopes: ['tasks:read'],
      email: null,
      role: null,
    });
  });

  describe('the actions that a task allows', () => {
    /** As each of these scopes sees the same waiting task: in its detail, in the list and in a tick. */
    const seenWith = async (scopes: Scope[]) => {
      const { body: made } = await server.call(tokenEndpoints.create, {
        body: { name: scopes.join(' '), scopes },
      });
      const { token } = made;
      const { id } = task;
      const detail = await server.call(taskEndpoints.get, { token, params: { id } });
      const list = await server.call(taskEndpoints.list, { token, query: { status: ['needs_input'] } });
      const live = await server.call(liveEndpoints.get, { token, query: { ids: [id] } });
      return [detail.body, ...list.body.data, ...live.body.rows].map((told) => told.allowed_actions);
    };
    let task: TaskDetail;
    beforeAll(async () => {
      const worker = await server.startWorker();
      task = await askingTask(server, { description: 'ask Which one? | A | B' });
      await worker.stop();
    });

    it.each([
      [['tasks:read'], []],
      [['tasks:read', 'inputs:respond'], ['respond']],
      [
        ['tasks:read', 'tasks:write'],
        ['cancel', 'edit'],
      ],
      [['admin'], ['respond', 'cancel', 'edit']],
    ] as [Scope[], string[]][])('are for %s those that it covers: %s', async (scopes, actions) => {
      expect(await seenWith(scopes)).toEqual([actions, actions, actions]);
    });

    it('are told anew to another caller, who has the tag of an answer to somebody else', async () => {
      const params = { id: task.id };
      const { headers } = await server.call(taskEndpoints.get, { params });
      const known = { 'if-none-match': String(headers.get('etag')) };
      expect((await server.call(taskEndpoints.get, { params, headers: known })).status).toBe(304);
      const other = await server.call(taskEndpoints.get, {
        params,
        headers: known,
        token: String(tokens.get('tasks:read')),
      });
      expect([other.status, other.body.allowed_actions]).toEqual([200, []]);
    });
  });
});
