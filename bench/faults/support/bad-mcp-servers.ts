import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { McpServer, ToolEffect } from '@taskhelm/contract';
import type { Site, SiteSettings } from './site.ts';

const SCRIPT = join(import.meta.dirname, '../../../apps/api/test/support/bad-mcp-server.ts');

/** Each with the effect that its only tool is approved with, and how long a call of it may take. */
export type BadServers = Readonly<Record<string, { effect: ToolEffect; timeoutMs?: number; mute?: boolean }>>;

/** What its file says, a server lists. */
const toolsFile = (folder: string, server: string): string => join(folder, `${server}.tools`);

/** A config file with a server that can be told to misbehave under each of these names. */
export const configureBadServers =
  (servers: BadServers): NonNullable<SiteSettings['prepare']> =>
  async ({ effectUrl, folder }) => {
    const plans = Object.entries(servers).map(([name, { effect, timeoutMs = 60_000, mute }]) => {
      const own = { STATE_FILE: toolsFile(folder, name), EFFECT_URL: effectUrl, KIND: effect };
      const env = mute ? { ...own, MUTE_FILE: `${own.STATE_FILE}.mute` } : own;
      return [name, { command: process.execPath, args: [SCRIPT], env, timeout_ms: timeoutMs }];
    });
    for (const name of Object.keys(servers)) await writeFile(toolsFile(folder, name), 'ring: Rings.\n');
    const file = join(folder, 'mcp.json');
    await writeFile(file, JSON.stringify({ mcpServers: Object.fromEntries(plans) as object }));
    return { MCP_CONFIG_FILE: file };
  };

/** From its next call on, the server lists this. */
export const listInstead = (site: Site, server: string, tools: string): Promise<void> =>
  writeFile(toolsFile(site.folder, server), tools);

/** From its next start on, the server says nothing. */
export const silence = (site: Site, server: string): Promise<void> =>
  writeFile(`${toolsFile(site.folder, server)}.mute`, '');

/** An administrator approves all that the servers list at this moment; names of the tools. */
export async function approveTools(site: Site, servers: BadServers): Promise<string[]> {
  const { body } = await site.api.request<{ data: McpServer[] }>('GET', '/mcp-servers');
  const names = await Promise.all(
    body.data.map(async ({ id, name }) => {
      const effect = servers[name]?.effect;
      if (!effect) return [];
      const tested = await site.api.request<McpServer>('POST', `/mcp-servers/${id}/test`, {});
      const listed = tested.body.tools.filter((tool) => tool.state !== 'gone');
      const tools = listed.map((tool) => ({ name: tool.name, version: tool.version, effect }));
      const approved = await site.api.request('POST', `/mcp-servers/${id}/approve`, { tools });
      if (approved.status !== 200)
        throw new Error(`${name}: ${JSON.stringify([tested.body, approved.body])}`);
      return tools.map((tool) => tool.name);
    }),
  );
  return names.flat();
}

/** Processes of a server and of what it started: they have its environment, as Linux shows it. */
export async function processesOf(site: Site, server: string): Promise<number[]> {
  const own = `STATE_FILE=${toolsFile(site.folder, server)}\0`;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const environments = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')),
  );
  return pids.filter((_, index) => environments[index]?.includes(own)).map(Number);
}
