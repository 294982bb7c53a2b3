import { inTurn, refuses, says, type Behaviour } from '../support/model-server.ts';
import { comesTrue, endOf, withModels, type ModelRun } from './support/model-agents.ts';
import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { forEachNumber, waitFor } from './support/wait.ts';

const SLOTS = 2;
const DAY = 86_400;
/** The longest that a provider is waited for, and a tenth of it as jitter. */
const LONGEST_MS = 300_000;
const JITTER = 1.1;
const ORDINARY = 10;

type Mode = { refusal: Behaviour; askedMs?: number };

const inSeconds = (seconds: number): Behaviour => refuses(429, { 'retry-after': String(seconds) });

/** How a provider refuses, and how long it asked to wait. */
const MODES: Record<string, Mode> = {
  seconds: { refusal: inSeconds(3), askedMs: 3_000 },
  // A date has no fractions of a second.
  date: {
    refusal: (response, request, count) =>
      refuses(429, { 'retry-after': new Date(Date.now() + 4_000).toUTCString() })(response, request, count),
    askedMs: 3_000,
  },
  unsaid: { refusal: refuses(429) },
  broken: { refusal: refuses(500) },
  gateway: { refusal: refuses(502, { 'content-type': 'text/html' }, '<h1>Bad gateway</h1>') },
  overloaded: { refusal: refuses(529) },
  reset: { refusal: (response) => void response.socket?.resetAndDestroy() },
};

/** Providers that are busy, broken or gone for a moment, under a worker of two slots. */
export const c2BusyModels = onSite({
  id: 'C2',
  title: 'models that are busy for a while',
  sizes: { ci: 3, soak: 30, prove: 1 },
  protections: ['the wait outside of the slot'],
  site: { workers: 1, concurrency: SLOTS },
  run: withModels(async (run) => {
    const waited: number[] = [];
    for (let round = 0; round < run.size; round += 1) {
      const modes = Object.entries(MODES);
      const times = await Promise.all(modes.map(([name, mode]) => comeBack(run, `${name}-${round}`, mode)));
      waited.push(...times.flat());
    }
    const free = await waitWithoutSlot(run);
    return {
      'waited before the second try': timesOf(waited),
      slots: SLOTS,
      'tasks waiting': SLOTS * 3,
      'slots free meanwhile': free,
    };
  }),
});

/** Refused once, then served: the task completes, and not before the provider wanted. */
async function comeBack(
  { site, addAgent, violate, without }: ModelRun,
  name: string,
  mode: Mode,
): Promise<number[]> {
  const tries: number[] = [];
  const behaviour = inTurn(mode.refusal, says('back'));
  await addAgent(name, (response, request, count) => {
    tries.push(Date.now());
    behaviour(response, request, count);
  });
  const { id } = await site.create({ agent: name, description: 'Answer.' });
  const end = await endOf(site, id, without ? 30_000 : 90_000);
  if (end?.says !== 'back') violate(id, `${name}: ended as ${JSON.stringify(end)}`);
  const [first = 0, second = first] = tries;
  if (second - first < (mode.askedMs ?? 0))
    violate(id, `${name}: was tried again after ${second - first} ms`);
  return second > first ? [second - first] : [];
}

/** More tasks than slots wait for a day, cut to five minutes; meanwhile ordinary tasks run as ever. */
async function waitWithoutSlot({ site, addAgent, violate, without }: ModelRun): Promise<number> {
  await addAgent('absurd', (response, request, count) =>
    (count <= SLOTS * 3 ? inSeconds(10 * DAY) : says('at last'))(response, request, count),
  );
  const ids: string[] = [];
  await forEachNumber(SLOTS * 3, 4, async () => {
    ids.push((await site.create({ agent: 'absurd', description: 'Answer.' })).id);
  });
  const waiting = {
    id: { in: ids },
    status: 'pending',
    runAt: { gt: new Date(Date.now() + 60_000) },
  } as const;
  const allWait = async (): Promise<boolean> =>
    (await site.prisma.task.count({ where: waiting })) === ids.length;
  if (!(await comesTrue(allWait, without ? 15_000 : 60_000)))
    violate('absurd', 'tasks that wait for their provider hold the slots of others');
  const rows = await site.prisma.task.findMany({ where: { id: { in: ids } } });
  const latest = Math.max(...rows.map(({ runAt }) => runAt.getTime())) - Date.now();
  if (latest > LONGEST_MS * JITTER) violate('absurd', `waits for ${latest} ms`);
  const held = rows.filter(({ status, ownerId }) => status === 'in_progress' || ownerId !== null).length;
  const ordinary = await Promise.all(
    Array.from({ length: ORDINARY }, () => site.create({ description: 'call ring_same {}\nresult done' })),
  );
  for (const { id } of ordinary)
    if (!(await endOf(site, id, without ? 10_000 : 60_000)))
      violate(id, 'did not run beside those that wait');
  // As if the time had passed.
  await site.prisma
    .$executeRaw`UPDATE tasks SET run_at = now() WHERE id = ANY (${ids}::uuid[]) AND status = 'pending'`;
  if (without) await Promise.all(ids.map((id) => site.api.request('DELETE', `/tasks/${id}`)));
  else
    await waitFor('those that waited', async () =>
      (await Promise.all(ids.map((id) => endOf(site, id, 1_000)))).every(Boolean),
    );
  return SLOTS - held;
}

if (import.meta.main) await runAlone(c2BusyModels);
