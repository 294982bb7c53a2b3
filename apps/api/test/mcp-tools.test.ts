import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { agentEndpoints, mcpEndpoints } from '@taskhelm/contract';
import {
  approve,
  badServer,
  configFile,
  createAgent,
  makeFolder,
  officialServer,
  serverNamed,
  startEverything,
  testServer,
  toolNamed,
} from './support/mcp-servers.ts';
import { askingTask, createTask, eventsOf, respond, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const NODE = process.execPath;
const script = (tool: string, args: object): string =>
  `call ${tool} ${JSON.stringify(args)}\nresult The model saw: {output}`;

// Each server is a process that has to start first.
jest.setTimeout(120_000);

describe('tools of MCP servers', () => {
  let server: TestServer;
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let everything: Awaited<ReturnType<typeof startEverything>>;
  let files: string;
  let state: string;

  beforeAll(async () => {
    folder = await makeFolder();
    files = join(folder.path, 'files');
    state = join(folder.path, 'tools.txt');
    await mkdir(files);
    await writeFile(join(files, 'note.txt'), 'A note in a file.');
    await writeFile(state, 'ring: Rings.\nmove: Moves.\n');
    const settings = await configFile(folder.path, {
      everything: {
        command: NODE,
        args: [officialServer('everything')],
        env: { SECRET_OF_CONFIG: 'sesame-open' },
      },
      files: { command: NODE, args: [officialServer('filesystem'), files] },
      bad: { command: NODE, args: [badServer], env: { STATE_FILE: state }, timeout_ms: 20_000 },
      mute: { command: NODE, args: [badServer], env: { MUTE: 'yes' }, timeout_ms: 1_000 },
      missing: { command: join(folder.path, 'no-such-command') },
    });
    server = await startTestServer({ settings: { ...settings, allowPrivateNetworkMcp: true } });
    everything = await startEverything();
    await server.call(mcpEndpoints.create, { body: { name: 'remote', url: everything.url } });
    await server.startWorker();
  });
  afterAll(async () => {
    await server.stop();
    await everything.kill();
    await folder.remove();
  });

  const run = async (agent: string, description: string) => {
    const { id } = await createTask(server, { agent, description });
    return taskIn(server, id, 'completed');
  };

  it('are off until an administrator approves them in the version looked at, one or many', async () => {
    const tested = await testServer(server, 'everything');
    expect(tested).toMatchObject({ state: 'connected', error: null, transport: 'stdio' });
    expect(JSON.stringify(tested)).not.toContain('sesame-open');
    const echo = toolNamed(tested, 'echo');
    expect(echo).toMatchObject({
      name: 'everything__echo',
      state: 'not_approved',
      approved: null,
      effect: 'once',
      hints: { read_only: true },
    });
    const refused = await server.call(agentEndpoints.create, {
      body: { name: 'too-early', tools: ['everything__echo'] },
    });
    expect([refused.status, refused.body.details?.[0]?.path]).toEqual([422, 'tools.0']);

    const params = { id: tested.id };
    const stale = await server.call(mcpEndpoints.approve, {
      params,
      body: {
        tools: [echo, { name: 'everything__get-sum', version: 'old' }].map(({ name, version }) => ({
          name,
          version,
        })),
      },
    });
    expect([stale.status, stale.body.code]).toEqual([412, 'version_conflict']);
    expect(toolNamed(await serverNamed(server, 'everything'), 'echo').state).toBe('not_approved');

    const all = await server.call(mcpEndpoints.approve, {
      params,
      body: { tools: tested.tools.map(({ name, version }) => ({ name, version })) },
    });
    expect(new Set(all.body.tools.map((tool) => tool.state))).toEqual(new Set(['available']));
    expect(toolNamed(all.body, 'echo').approved).toMatchObject({
      version: echo.version,
      by: { type: 'token' },
    });
    const off = await server.call(mcpEndpoints.updateTool, {
      params: { ...params, name: 'everything__get-sum' },
      body: { approved: false },
    });
    expect(toolNamed(off.body, 'get-sum')).toMatchObject({ state: 'not_approved', approved: null });
    const tools = (await server.call(agentEndpoints.tools)).body.data;
    expect(tools.find(({ name }) => name === 'everything__echo')).toMatchObject({
      source: 'mcp',
      server: 'everything',
      state: 'available',
    });
    expect(tools.find(({ name }) => name === 'calculate')).toMatchObject({
      source: 'built_in',
      server: null,
    });
  });

  it.each([
    ['everything', 'over standard input and output'],
    ['remote', 'over streamable HTTP'],
  ])('run in a worker and give text, JSON and words for pictures (%s, %s)', async (name) => {
    const wanted = ['echo', 'get-structured-content', 'get-tiny-image', 'get-resource-links', 'get-env'];
    await approve(server, name, Object.fromEntries(wanted.map((tool) => [tool, 'read' as const])));
    await createAgent(server, { name: `user-of-${name}`, tools: wanted.map((tool) => `${name}__${tool}`) });
    const outcome = async (tool: string, args: object): Promise<string> =>
      (await run(`user-of-${name}`, script(`${name}__${tool}`, args))).result ?? '';
    expect(await outcome('echo', { message: 'hello' })).toBe('The model saw: Echo: hello');
    expect(await outcome('get-structured-content', { location: 'Chicago' })).toMatch(/"temperature":\d+/);
    expect(await outcome('get-tiny-image', {})).toMatch(
      /\[image, image\/png, \d+ bytes; it is not shown here\]/,
    );
    expect(await outcome('get-resource-links', { count: 2 })).toMatch(/\[link to the resource \S+: /);
    expect(await outcome('echo', { message: 7 })).toMatch(/arguments of \w+__echo are not valid. message:/);
    const environment = await outcome('get-env', {});
    expect(environment).not.toMatch(/TEST_DATABASE_SERVER|NODE_OPTIONS|SECRET_KEY/);
  });

  it('read files through the official file server, and its refusals reach the model as errors', async () => {
    await approve(server, 'files', { read_text_file: 'read', write_file: 'idempotent' });
    await createAgent(server, { name: 'reader', tools: ['files__read_text_file', 'files__write_file'] });
    const good = await run('reader', script('files__read_text_file', { path: join(files, 'note.txt') }));
    expect(good.result).toContain('A note in a file.');
    const outside = await createTask(server, {
      agent: 'reader',
      description: script('files__read_text_file', { path: '/etc/passwd' }),
    });
    expect((await taskIn(server, outside.id, 'completed')).result).toMatch(/denied|outside/i);
    expect((await eventsOf(server, outside)).find(({ type }) => type === 'tool_result')).toMatchObject({
      status: 'error',
    });
  });

  it('are switched off when they change, say what changed, and run again once that is approved', async () => {
    await approve(server, 'bad', { ring: 'read' });
    await createAgent(server, { name: 'ringer', tools: ['bad__ring'] });
    const description = script('bad__ring', { how: 'ok', n: 1 });
    expect((await run('ringer', description)).result).toBe('The model saw: rang 1');

    await writeFile(state, 'ring: Rings, and tells everyone.\nmove: Moves.\n');
    const first = await createTask(server, { agent: 'ringer', description });
    expect((await taskIn(server, first.id, 'completed')).result).toMatch(/did not run: it has changed/);
    const changed = toolNamed(await serverNamed(server, 'bad'), 'ring');
    expect(changed).toMatchObject({
      state: 'changed',
      description: 'Rings, and tells everyone.',
      approved: { description: 'Rings.' },
      used_by: ['ringer'],
    });
    // From now on the agent is not even offered it.
    const second = await createTask(server, { agent: 'ringer', description });
    await taskIn(server, second.id, 'completed');
    expect((await eventsOf(server, second)).map(({ type }) => type)).not.toContain('tool_started');
    const kept = await server.call(agentEndpoints.update, {
      params: { id: 'ringer' },
      body: { description: 'Still has its tool' },
    });
    expect(kept.status).toBe(200);

    await approve(server, 'bad', { ring: undefined });
    expect((await run('ringer', description)).result).toBe('The model saw: rang 1');
    await writeFile(state, 'move: Moves.\n');
    expect((await run('ringer', description)).result).toMatch(/does not offer it any more/);
    expect(toolNamed(await serverNamed(server, 'bad'), 'ring').state).toBe('gone');
    await writeFile(state, 'ring: Rings, and tells everyone.\nmove: Moves.\n');
    await testServer(server, 'bad');
  });

  it('behind a confirmation run with the edited arguments; a changed tool is never run on an old approval', async () => {
    await approve(server, 'bad', { move: 'read' });
    await createAgent(server, { name: 'mover', tools: ['bad__move'], confirm_tools: ['bad__move'] });
    const description = script('bad__move', { how: 'ok', n: 1 });
    const task = await askingTask(server, { agent: 'mover', description });
    expect(task.inputs[0]).toMatchObject({
      action: { tool: 'bad__move', args: { how: 'ok', n: 1 }, effect: 'read' },
      context: { first_use_of_tool: true, last_approved: null, host: null },
    });
    const wrong = await respond(server, task, { decision: 'edit', args: { how: 'ok', n: '2' } });
    expect([wrong.status, wrong.body.details?.[0]?.path]).toEqual([422, 'args.n']);
    await respond(server, task, { decision: 'edit', args: { how: 'ok', n: 2 } });
    expect((await taskIn(server, task.id, 'completed')).result).toBe('The model saw: rang 2');

    const next = await askingTask(server, { agent: 'mover', description });
    expect(next.inputs[0]?.context).toMatchObject({
      first_use_of_tool: false,
      last_approved: { args: { how: 'ok', n: 2 }, by: { type: 'token' } },
      diff: [{ path: 'n', kind: 'changed', before: 2, after: 1 }],
    });
    await writeFile(state, 'ring: Rings, and tells everyone.\nmove: Moves everything.\n');
    await approve(server, 'bad', { move: undefined });
    await respond(server, next, { decision: 'approve' });
    const again = await taskIn(server, next.id, 'needs_input');
    const pending = again.inputs.find((input) => input.state === 'pending');
    expect(pending).toMatchObject({ kind: 'confirmation', action: { tool: 'bad__move' } });
    expect(pending?.action?.digest).not.toBe(next.inputs[0]?.action?.digest);
    expect((await eventsOf(server, next)).map(({ type }) => type)).not.toContain('tool_started');
    await respond(server, again, { decision: 'approve' });
    expect((await taskIn(server, next.id, 'completed')).result).toBe('The model saw: rang 1');
  });

  it('cannot be used while their server cannot, and it is said why', async () => {
    expect(await testServer(server, 'mute')).toMatchObject({
      state: 'failed',
      error: 'It did not answer within 1 s.',
    });
    expect(await testServer(server, 'missing')).toMatchObject({
      state: 'failed',
      error: 'Its command was not found on this machine.',
    });
    await appendFile(state, 'extra: More.\n');
    await approve(server, 'bad', { ring: 'read' });
    await createAgent(server, { name: 'unlucky', tools: ['bad__ring'] });
    const { id } = await serverNamed(server, 'bad');
    await server.call(mcpEndpoints.update, { params: { id }, body: { enabled: false } });
    expect((await run('unlucky', script('bad__ring', { how: 'ok' }))).result).toMatch(
      /its server is switched off/,
    );
    await server.call(mcpEndpoints.update, { params: { id }, body: { enabled: true } });
  });
});
