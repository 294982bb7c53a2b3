import { existsSync } from 'node:fs';
import {
  approveTools,
  configureBadServers,
  processesOf,
  type BadServers,
} from './support/bad-mcp-servers.ts';
import { comesTrue, endOf } from './support/model-agents.ts';
import { onSite, type SiteRun } from './support/on-site.ts';
import { CannotRun, runAlone, timesOf } from './support/program.ts';

const SLOTS = 3;
const RELEASE_SIZE = 10;
const TIMEOUT_MS = 3_000;
const DEFAULT_TIMEOUT_MS = 120_000;
/** What a busy machine takes on top. */
const SLACK_MS = 60_000;
const SERVERS: BadServers = { forks: { effect: 'read', timeoutMs: TIMEOUT_MS } };

type Hang = { script: string; says: RegExp };

const HANGS: Hang[] = [
  { script: 'call hang {}', says: /did not finish within 3 s and was stopped/ },
  { script: 'call forks__ring {"how":"fork"}', says: /did not finish within 3 s and was stopped/ },
  { script: 'call hang {}\ncall hang {}', says: /did not finish within 3 s and was stopped/ },
];
const LONG: Hang = { script: 'call hang_long {}', says: /did not finish within 120 s and was stopped/ };

/** Tools that never return and do not hear their signal, in the worker itself and in a process that starts others. */
export const c7HangingTools = onSite({
  id: 'C7',
  title: 'tools that never return, and start processes',
  sizes: { ci: 2, soak: RELEASE_SIZE, prove: 1 },
  protections: ['the timeouts of tools', 'the end of a process group'],
  site: { workers: 1, concurrency: SLOTS, prepare: configureBadServers(SERVERS) },
  run: async (run) => {
    const { site, size, violate } = run;
    if (!existsSync('/proc/self/environ')) throw new CannotRun('it looks for processes in /proc');
    const tools = ['hang', 'hang_long', 'ring_same', ...(await approveTools(site, SERVERS))];
    await site.api.request('POST', '/agents', { name: 'hanger', tools });
    const hung: number[] = [];
    for (let round = 0; round < size; round += 1)
      hung.push(...(await Promise.all(HANGS.map((hang) => endHang(run, hang, TIMEOUT_MS * 2)))));
    const freed = await fillFreedSlots(run);
    if (size >= RELEASE_SIZE) await endHang(run, LONG, DEFAULT_TIMEOUT_MS);
    const left = async (): Promise<number[]> => processesOf(site, 'forks');
    // The idle server itself may stay; what it had started may not.
    if (!(await comesTrue(async () => (await left()).length <= 1, run.without ? 10_000 : SLACK_MS)))
      violate('forks', `${(await left()).length} processes of it are left`);
    for (const pid of await left()) process.kill(pid, 'SIGKILL');
    return { slots: SLOTS, 'hung for': timesOf(hung), 'slots free again after': timesOf([freed]) };
  },
});

/** The tool's timeout ends the call, and the model goes on with what it is told. */
async function endHang({ site, violate, without }: SiteRun, hang: Hang, timeoutMs: number): Promise<number> {
  const begun = Date.now();
  const description = `${hang.script}\nresult The model saw: {output}`;
  const { id } = await site.create({ agent: 'hanger', description });
  const end = await endOf(site, id, without ? 15_000 : timeoutMs + SLACK_MS);
  if (end?.status !== 'completed' || !hang.says.test(end.says))
    violate(id, `${hang.script}: ended as ${JSON.stringify(end)}`);
  if (!end) await site.api.request('DELETE', `/tasks/${id}`);
  return Date.now() - begun;
}

/** As many cancelled hangs as there are slots, then as many ordinary tasks: they run at once. */
async function fillFreedSlots({ site, violate }: SiteRun): Promise<number> {
  const create = (description: string) => site.create({ agent: 'hanger', description });
  const hanging = await Promise.all(Array.from({ length: SLOTS }, () => create('call hang_long {}')));
  await comesTrue(async () => {
    const ids = hanging.map(({ id }) => id);
    const started = await site.prisma.taskEvent.count({
      where: { taskId: { in: ids }, type: 'tool_started' },
    });
    return started === SLOTS;
  }, SLACK_MS);
  await Promise.all(hanging.map(({ id }) => site.api.request('DELETE', `/tasks/${id}`)));
  const begun = Date.now();
  const next = await Promise.all(
    Array.from({ length: SLOTS }, () => create('call ring_same {}\nresult done')),
  );
  for (const { id } of next) if (!(await endOf(site, id, SLACK_MS))) violate(id, 'found no free slot');
  return Date.now() - begun;
}

if (import.meta.main) await runAlone(c7HangingTools);
