import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, mcpEndpoints, tokenEndpoints } from '@taskhelm/contract';
import { readMcpConfigFile } from '../src/mcp/mcp-config-file.ts';
import {
  approve,
  badServer,
  configFile,
  createAgent,
  makeFolder,
  serverNamed,
  testServer,
} from './support/mcp-servers.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const SECRET = 'Bearer canary-of-the-header';

describe('MCP servers', () => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let reader: string;
  beforeAll(async () => {
    folder = await makeFolder();
    const state = join(folder.path, 'tools.txt');
    await writeFile(state, 'ring: Rings.\n');
    const settings = await configFile(folder.path, {
      bad: {
        command: process.execPath,
        args: [badServer],
        env: { STATE_FILE: state, KEY: 'canary-of-the-env' },
      },
    });
    server = await startTestServer({ settings });
    const body = {
      name: 'reader',
      scopes: ['agents:read', 'agents:write'] as ('agents:read' | 'agents:write')[],
    };
    reader = (await server.call(tokenEndpoints.create, { body })).body.token;
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const create = (body: object, token?: string) =>
    server.call(mcpEndpoints.create, { body: body as never, ...(token ? { token } : {}) });

  it('are added, changed and deleted; the values of their headers never come back', async () => {
    const created = await create({
      name: 'shop',
      url: 'https://mcp.example.com/mcp',
      headers: { Authorization: SECRET, 'X-Team': 'canary-of-the-header' },
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      transport: 'http',
      state: 'unknown',
      header_names: ['Authorization', 'X-Team'],
      timeout_ms: 120_000,
      tools: [],
      version: 1,
    });
    const params = { id: created.body.id };
    const changed = await server.call(mcpEndpoints.update, {
      params,
      body: { enabled: false, timeout_ms: 5_000, version: 1 },
    });
    expect(changed.body).toMatchObject({ state: 'off', enabled: false, timeout_ms: 5_000, version: 2 });
    const late = await server.call(mcpEndpoints.update, { params, body: { enabled: true, version: 1 } });
    expect([late.status, late.body.code]).toEqual([412, 'version_conflict']);

    const answers = [created, changed, late, await server.call(mcpEndpoints.list)];
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain('canary');
    const rows = await server.context.prisma.$queryRaw<object[]>`SELECT * FROM mcp_servers`;
    expect(JSON.stringify(rows)).not.toContain('canary');

    expect((await server.call(mcpEndpoints.delete, { params })).status).toBe(204);
    expect((await server.call(mcpEndpoints.get, { params })).status).toBe(404);
  });

  it('keep their headers from another address than the one they were given for', async () => {
    const created = await create({
      name: 'moving',
      url: 'https://a.example.com/mcp',
      headers: { 'X-Key': 'k' },
    });
    const params = { id: created.body.id };
    const moved = await server.call(mcpEndpoints.update, {
      params,
      body: { url: 'https://b.example.com/mcp' },
    });
    expect([moved.status, moved.body.details?.[0]?.path]).toEqual([422, 'headers']);
    expect((await server.call(mcpEndpoints.get, { params })).body.url).toBe('https://a.example.com/mcp');
    const near = await server.call(mcpEndpoints.update, {
      params,
      body: { url: 'https://a.example.com/v2' },
    });
    expect(near.body).toMatchObject({ url: 'https://a.example.com/v2', header_names: ['X-Key'] });
    const dropped = await server.call(mcpEndpoints.update, {
      params,
      body: { url: 'https://b.example.com/mcp', headers: {} },
    });
    expect(dropped.body).toMatchObject({ url: 'https://b.example.com/mcp', header_names: [] });
  });

  it.each<[what: string, body: object, path: string]>([
    ['no URL', { name: 'x' }, 'url'],
    ['a URL of a file', { name: 'x', url: 'file:///etc/passwd' }, 'url'],
    ['a command', { name: 'x', url: 'https://a.example.com', command: 'sh' }, 'command'],
    ['another transport', { name: 'x', url: 'https://a.example.com', transport: 'stdio' }, 'transport'],
    ['a name with two underscores', { name: 'a__b', url: 'https://a.example.com' }, 'name'],
    ['a long name', { name: 'a'.repeat(25), url: 'https://a.example.com' }, 'name'],
    [
      'a header that breaks the line',
      { name: 'x', url: 'https://a.example.com', headers: { A: 'b\r\nC: d' } },
      'headers.A',
    ],
    [
      'a header name with a space',
      { name: 'x', url: 'https://a.example.com', headers: { 'A b': 'c' } },
      'headers.A b',
    ],
    ['no time', { name: 'x', url: 'https://a.example.com', timeout_ms: 0 }, 'timeout_ms'],
  ])('are refused with %s', async (_what, body, path) => {
    const answer = await create(body);
    expect([answer.status, answer.body.details?.map((detail) => detail.path)]).toEqual([422, [path]]);
    expect((await server.call(mcpEndpoints.list)).body.data.map(({ name }) => name)).not.toContain('x');
  });

  it('have a name only once, also beside those of the config file', async () => {
    const answer = await create({ name: 'bad', url: 'https://a.example.com' });
    expect([answer.status, answer.body.code]).toEqual([409, 'name_taken']);
  });

  it('are read with agents:read and changed by administrators only', async () => {
    const { id } = await serverNamed(server, 'bad');
    expect((await server.call(mcpEndpoints.list, { token: reader })).status).toBe(200);
    const body = { tools: [{ name: 'bad__ring', version: 'v' }] };
    const refused = [
      await create({ name: 'mine', url: 'https://a.example.com' }, reader),
      await server.call(mcpEndpoints.update, { params: { id }, body: { enabled: false }, token: reader }),
      await server.call(mcpEndpoints.test, { params: { id }, token: reader }),
      await server.call(mcpEndpoints.approve, { params: { id }, body, token: reader }),
      await server.call(mcpEndpoints.updateTool, {
        params: { id, name: 'bad__ring' },
        body: { effect: 'read' },
        token: reader,
      }),
      await server.call(mcpEndpoints.delete, { params: { id }, token: reader }),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
  });

  it('at private addresses are not reached unless the setting allows it', async () => {
    for (const [name, url] of [
      ['loopback', 'http://127.0.0.1:9/mcp'],
      ['decimal', 'http://2130706433/mcp'],
      ['metadata', 'http://169.254.169.254/mcp'],
    ] as const) {
      await create({ name, url });
      expect(await testServer(server, name)).toMatchObject({
        state: 'failed',
        error: expect.stringMatching(/not on the public internet/),
      });
    }
  });

  it('of the config file can only be switched off here, and what they are given stays out of every answer', async () => {
    const shown = await testServer(server, 'bad');
    expect(shown).toMatchObject({ transport: 'stdio', url: null, state: 'connected' });
    expect(shown.command).toContain('bad-mcp-server.ts');
    expect(JSON.stringify(shown)).not.toContain('canary-of-the-env');
    const params = { id: shown.id };
    const url = await server.call(mcpEndpoints.update, { params, body: { url: 'https://a.example.com' } });
    expect([url.status, url.body.details?.[0]?.path]).toEqual([422, 'url']);
    expect((await server.call(mcpEndpoints.delete, { params })).status).toBe(409);
    const off = await server.call(mcpEndpoints.update, { params, body: { enabled: false } });
    expect(off.body.state).toBe('off');
    await server.call(mcpEndpoints.update, { params, body: { enabled: true } });
  });

  it('take their tools away from agents when they are deleted', async () => {
    await approve(server, 'bad', { ring: undefined });
    await createAgent(server, {
      name: 'holder',
      tools: ['calculate', 'bad__ring'],
      confirm_tools: ['bad__ring'],
    });
    const { id } = await serverNamed(server, 'bad');
    await server.context.prisma.mcpServer.update({ where: { id }, data: { name: 'left-over' } });
    expect((await serverNamed(server, 'left-over')).state).toBe('not_configured');
    expect((await server.call(mcpEndpoints.delete, { params: { id } })).status).toBe(204);
    const agent = (await server.call(agentEndpoints.get, { params: { id: 'holder' } })).body;
    expect(agent).toMatchObject({ tools: ['calculate'], confirm_tools: [], version: 2 });
  });
});

describe('the MCP config file', () => {
  it.each([
    ['no JSON', '{', /is not JSON/],
    ['no command', '{"mcpServers": {"a": {}}}', /mcpServers.a.command/],
    ['a name that tools cannot have', '{"mcpServers": {"A b": {"command": "x"}}}', /not valid/],
    ['an unknown key', '{"mcpServers": {"a": {"command": "x", "shell": true}}}', /not valid/],
  ])('with %s stops the start with one sentence', async (_what, text, sentence) => {
    const folder = await makeFolder();
    const path = join(folder.path, 'mcp.json');
    await writeFile(path, text);
    await expect(readMcpConfigFile(path, false)).rejects.toThrow(sentence);
    await folder.remove();
  });

  it('may be missing where nobody named it', async () => {
    expect((await readMcpConfigFile('/nowhere/mcp.json', false)).size).toBe(0);
    await expect(readMcpConfigFile('/nowhere/mcp.json', true)).rejects.toThrow(/cannot be read \(ENOENT\)/);
  });
});
