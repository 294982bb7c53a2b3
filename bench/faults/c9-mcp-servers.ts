import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { McpServer } from '@taskhelm/contract';
import type { Violation } from './check-invariants.ts';
import { runAlone, reportOn, type FaultProgram, type ProgramRun, type Report } from './support/program.ts';
import { startSite, waitForStatus, type Site } from './support/site.ts';
import { waitFor } from './support/wait.ts';

const BAD_SERVER = join(import.meta.dirname, '../../apps/api/test/support/bad-mcp-server.ts');

/** How a call of the bad server goes, and how the task must end. A question is asked exactly where it says so. */
const CALLS = [
  { tool: 'once__ring', how: 'ok', asks: false, says: /rang/ },
  { tool: 'once__ring', how: 'die', asks: true, says: /A person confirmed/ },
  { tool: 'reads__ring', how: 'die', asks: false, says: /was lost during/ },
  { tool: 'once__ring', how: 'fork', asks: false, says: /did not finish within/ },
  { tool: 'once__ring', how: 'huge', asks: false, says: /more than 8 MB/ },
  { tool: 'mute__ring', how: 'ok', asks: false, says: /nothing was called/ },
  { tool: 'once__move', how: 'ok', asks: false, says: /has changed since it was approved/ },
] as const;

/** An MCP server dies, hangs, floods, changes its tools; and a worker is killed while it waits for one. */
export const c9McpServers: FaultProgram = {
  id: 'C9',
  title: 'MCP servers that die, hang, flood and change; a worker killed in a call',
  sizes: { ci: 1, soak: 20, prove: 1 },
  protections: ['the declared effects of tools'],
  run: async ({ postgres, size, without }: ProgramRun): Promise<Report> => {
    const folder = await mkdtemp(join(tmpdir(), 'taskhelm-c9-'));
    const state = join(folder, 'tools.txt');
    await writeFile(state, 'ring: Rings.\nmove: Moves.\n');
    const file = join(folder, 'mcp.json');
    const site = await startSite({
      databaseUrl: await postgres.createDatabase(),
      without,
      workers: 0,
      everyEnv: { MCP_CONFIG_FILE: file },
      prepare: (effectUrl) => writeConfig(file, state, effectUrl),
    });
    const violations: Violation[] = [];
    try {
      await approveAll(site);
      await writeFile(state, 'ring: Rings.\nmove: Moves everything.\n');
      await writeFile(`${state}.mute`, '');
      for (let round = 0; round < size; round += 1) violations.push(...(await playRound(site)));
      return await reportOn(site, { calls: size * (CALLS.length + 1) }, violations);
    } finally {
      await site.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function writeConfig(file: string, state: string, effectUrl: string): Promise<void> {
  const server = (kind: string, more: object = {}): object => ({
    command: process.execPath,
    args: [BAD_SERVER],
    env: { STATE_FILE: state, EFFECT_URL: effectUrl, KIND: kind, ...more },
    timeout_ms: 15_000,
  });
  const mcpServers = {
    once: server('once'),
    reads: server('read'),
    mute: server('once', { MUTE_FILE: `${state}.mute` }),
  };
  await writeFile(file, JSON.stringify({ mcpServers }));
}

async function approveAll(site: Site): Promise<void> {
  const { body } = await site.api.request<{ data: McpServer[] }>('GET', '/mcp-servers');
  const names: string[] = [];
  for (const { id, name } of body.data) {
    const tested = await site.api.request<McpServer>('POST', `/mcp-servers/${id}/test`, {});
    const effect = name === 'reads' ? 'read' : 'once';
    const tools = tested.body.tools.map((tool) => ({ name: tool.name, version: tool.version, effect }));
    const approved = await site.api.request('POST', `/mcp-servers/${id}/approve`, { tools });
    if (approved.status !== 200) throw new Error(`${name}: ${JSON.stringify([tested.body, approved.body])}`);
    names.push(...tools.map((tool) => tool.name));
  }
  await site.api.request('POST', '/agents', { name: 'caller', tools: names });
}

async function playRound(site: Site): Promise<Violation[]> {
  const violations: Violation[] = [];
  const worker = site.startWorker();
  for (const { tool, how, asks, says } of CALLS) {
    const { id } = await site.create({ agent: 'caller', description: script(tool, how) });
    const asked = await finish(site, id);
    const { result } = await site.prisma.task.findUniqueOrThrow({ where: { id } });
    if (!says.test(result ?? '')) violations.push({ rule: 'C9', id, message: `${tool} ${how}: ${result}` });
    if (asks !== asked)
      violations.push({ rule: 'C9', id, message: `${tool} ${how}: asked a person: ${asked}` });
  }
  const { id } = await site.create({ agent: 'caller', description: script('once__ring', 'hang') });
  const before = site.effects.effects.length;
  await waitFor('the call to reach its server', () => site.effects.effects.length > before);
  worker.signal('SIGKILL');
  await worker.ended;
  const next = site.startWorker();
  if (!(await finish(site, id)))
    violations.push({ rule: 'C9', id, message: 'a call of a killed worker was not asked about' });
  next.signal('SIGTERM');
  await next.ended;
  return violations;
}

const script = (tool: string, how: string): string =>
  `call ${tool} ${JSON.stringify({ how })}\nresult The model saw: {output}`;

/** Answers until the task is final; whether anything was asked. */
async function finish(site: Site, id: string): Promise<boolean> {
  const status = await waitForStatus(site, id, ['needs_input', 'completed', 'failed']);
  if (status !== 'needs_input') return false;
  await waitFor('the task to end', async () => {
    await site.answerAll();
    return (await site.prisma.task.findUniqueOrThrow({ where: { id } })).finishedAt;
  });
  return true;
}

if (import.meta.main) await runAlone(c9McpServers);
