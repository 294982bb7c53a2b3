import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  agentEndpoints,
  mcpEndpoints,
  type EndpointInput,
  type McpServer,
  type McpTool,
} from '@taskhelm/contract';
import type { TestServer } from './test-server.ts';
import { waitUntil } from './wait-until.ts';

const require = createRequire(import.meta.url);

/** The entry of an official server, as npm installed it. */
export const officialServer = (name: 'everything' | 'filesystem'): string =>
  join(dirname(require.resolve(`@modelcontextprotocol/server-${name}/package.json`)), 'dist/index.js');

export const badServer = join(import.meta.dirname, 'bad-mcp-server.ts');

/** server-everything as a process of its own that speaks streamable HTTP. */
export async function startEverything(port?: number): Promise<{
  url: string;
  port: number;
  /** How many messages it was sent so far. */
  received: () => number;
  kill: () => Promise<void>;
}> {
  const chosen = port ?? (await freePort());
  const child = spawn(process.execPath, [officialServer('everything'), 'streamableHttp'], {
    env: { PATH: process.env['PATH'], PORT: String(chosen) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${chosen}/mcp`;
  await waitUntil('the MCP server is up', () =>
    fetch(url).then(
      () => true,
      () => false,
    ),
  );
  return {
    url,
    port: chosen,
    received: () => printed.split('Received MCP POST request').length - 1,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A folder for a config file and what servers keep. */
export async function makeFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'taskhelm-mcp-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Writes the config file and returns the setting that names it. */
export async function configFile(
  folder: string,
  mcpServers: Record<string, object>,
): Promise<{ mcpConfigFile: { path: string; isRequired: boolean } }> {
  const path = join(folder, 'mcp.json');
  await writeFile(path, JSON.stringify({ mcpServers }));
  return { mcpConfigFile: { path, isRequired: true } };
}

export async function serverNamed(server: TestServer, name: string): Promise<McpServer> {
  const found = (await server.call(mcpEndpoints.list)).body.data.find((each) => each.name === name);
  if (!found) throw new Error(`there is no MCP server ${name}`);
  return found;
}

/** Connects to the server, whatever comes of it. */
export async function testServer(server: TestServer, name: string): Promise<McpServer> {
  const { id } = await serverNamed(server, name);
  return (await server.call(mcpEndpoints.test, { params: { id } })).body;
}

export function toolNamed({ tools, name }: McpServer, remoteName: string): McpTool {
  const tool = tools.find((each) => each.remote_name === remoteName);
  if (!tool)
    throw new Error(`${name} has no tool ${remoteName}, but ${tools.map((each) => each.name).join(', ')}`);
  return tool;
}

type Effect = McpTool['effect'];

/** Reads the server's list and approves these of its tools as they are. */
export async function approve(
  server: TestServer,
  name: string,
  tools: Record<string, Effect | undefined>,
): Promise<McpServer> {
  const tested = await testServer(server, name);
  const chosen = Object.entries(tools).map(([remoteName, effect]) => {
    const { name: tool, version } = toolNamed(tested, remoteName);
    return { name: tool, version, ...(effect ? { effect } : {}) };
  });
  const answer = await server.call(mcpEndpoints.approve, {
    params: { id: tested.id },
    body: { tools: chosen },
  });
  if (answer.status !== 200) throw new Error(`not approved: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function createAgent(
  server: TestServer,
  body: EndpointInput<typeof agentEndpoints.create>['body'],
): Promise<void> {
  const answer = await server.call(agentEndpoints.create, { body });
  if (answer.status !== 201) throw new Error(`the agent was refused: ${JSON.stringify(answer.body)}`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
