import {
  approveTools,
  configureBadServers,
  listInstead,
  silence,
  type BadServers,
} from './support/bad-mcp-servers.ts';
import { endOf } from './support/model-agents.ts';
import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { waitForStatus } from './support/site.ts';
import { waitFor } from './support/wait.ts';

const SERVERS: BadServers = {
  well: { effect: 'once' },
  dies: { effect: 'once' },
  'dies-reading': { effect: 'read' },
  hangs: { effect: 'once', timeoutMs: 10_000 },
  floods: { effect: 'once' },
  describes: { effect: 'once' },
  replaces: { effect: 'once' },
  kept: { effect: 'once' },
  mute: { effect: 'once', mute: true },
};

/** A server, what its tool is told to do, and how the task must end. A question is asked exactly where it says so. */
type Call = { server: string; how: string; asks?: boolean; says: RegExp };

const CALLS: Call[] = [
  { server: 'well', how: 'ok', says: /rang/ },
  { server: 'dies', how: 'die', asks: true, says: /A person confirmed/ },
  { server: 'dies-reading', how: 'die', says: /was lost during/ },
  { server: 'hangs', how: 'fork', says: /did not finish within 10 s/ },
  { server: 'floods', how: 'huge', says: /more than 8 MB/ },
  { server: 'mute', how: 'ok', says: /nothing was called/ },
  { server: 'describes', how: 'ok', says: /has changed since it was approved/ },
  { server: 'replaces', how: 'ok', says: /does not offer it any more/ },
];
const AGAIN: Call[] = ['describes', 'replaces'].map((server) => ({ server, how: 'ok', says: /rang/ }));

/** MCP servers die, hang, flood and change what they list; and a worker is killed while it waits for one. */
export const c9McpServers = onSite({
  id: 'C9',
  title: 'MCP servers that die, hang, flood and change',
  sizes: { ci: 1, soak: 20, prove: 1 },
  protections: ['the pinning of tools'],
  site: { workers: 0, prepare: configureBadServers(SERVERS) },
  run: async (run) => {
    const { site, size } = run;
    const tools = await approveTools(site, SERVERS);
    await silence(site, 'mute');
    const { status } = await site.api.request('POST', '/agents', { name: 'caller', tools });
    if (status !== 201) throw new Error(`the agent was refused: ${status}`);
    const times: number[] = [];
    for (let round = 0; round < size; round += 1) times.push(...(await playRound(run, round)));
    return { calls: times.length, ended: timesOf(times), 'reached a server': site.effects.effects.length };
  },
});

async function playRound(run: SiteRun, round: number): Promise<number[]> {
  const { site } = run;
  const worker = site.startWorker();
  await worker.up;
  await listInstead(site, 'describes', `ring: Rings, and the ${round}th time more.\n`);
  await listInstead(site, 'replaces', 'sing: Sings.\n');
  const times = await Promise.all(CALLS.map((call) => play(run, call)));
  await listInstead(site, 'replaces', `ring: Rings again, ${round}.\n`);
  await approveTools(site, { describes: { effect: 'once' }, replaces: { effect: 'once' } });
  times.push(...(await Promise.all(AGAIN.map((call) => play(run, call)))));
  if (!run.without) await killInCall(run, worker);
  worker.signal('SIGTERM');
  await worker.ended;
  return times;
}

const script = ({ server, how }: Pick<Call, 'server' | 'how'>): string =>
  `call ${server}__ring ${JSON.stringify({ how })}\nresult The model saw: {output}`;

async function play({ site, violate }: SiteRun, call: Call): Promise<number> {
  const begun = Date.now();
  const { id } = await site.create({ agent: 'caller', description: script(call) });
  const asked = (await waitForStatus(site, id, ['needs_input', 'completed', 'failed'])) === 'needs_input';
  if (asked) await answerUntilEnd(site, id);
  const end = await endOf(site, id, 1_000);
  const what = `${call.server} ${call.how}`;
  if (!call.says.test(end?.says ?? '')) violate(id, `${what}: ended as ${JSON.stringify(end)}`);
  if (asked !== (call.asks ?? false)) violate(id, `${what}: asked a person: ${asked}`);
  return Date.now() - begun;
}

/** Nobody knows whether the call of a killed worker happened, so a person is asked; here it has. */
async function killInCall(
  { site, violate }: SiteRun,
  worker: SiteRun['site']['workers'][number],
): Promise<void> {
  const before = site.effects.effects.length;
  const { id } = await site.create({ agent: 'caller', description: script({ server: 'kept', how: 'hang' }) });
  await waitFor('the call to reach its server', () => site.effects.effects.length > before);
  worker.signal('SIGKILL');
  await worker.ended;
  const next = site.startWorker();
  const status = await waitForStatus(site, id, ['needs_input', 'completed', 'failed']);
  if (status !== 'needs_input') violate(id, `the call of a killed worker ended as ${status}`);
  await answerUntilEnd(site, id);
  next.signal('SIGTERM');
  await next.ended;
}

async function answerUntilEnd(site: SiteRun['site'], id: string): Promise<void> {
  await waitFor(`task ${id} to end`, async () => {
    await site.answerAll();
    return (await site.prisma.task.findUniqueOrThrow({ where: { id } })).finishedAt;
  });
}

if (import.meta.main) await runAlone(c9McpServers);
