import { CONNECTIONS } from '../../apps/api/src/db/connections.ts';
import { HOLD_MS, SLEEP_SECONDS } from './support/hold-connections.ts';
import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { freePort, TOKEN, type Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const TASKS = 8;
const ANSWERED_MS = 2_500;
/** While the process is well its health is told at once; the rest is what a busy machine takes. */
const HEALTH_MS = 1_000;

type Seen = { refused: number[]; health: number[]; served: number; wrong: string[] };

/** A process that is API and worker, with all connections of its requests asleep for longer than a lease. */
export const a15PoolExhausted = onSite({
  id: 'A15',
  title: 'every connection of the API asleep',
  sizes: { ci: 1, soak: 20, prove: 1 },
  protections: [],
  noProof: 'the pools of requests and of work are apart by construction; there is no switch that joins them',
  site: { workers: 0 },
  run: async ({ site, size, violate }) => {
    const seen: Seen = { refused: [], health: [], served: 0, wrong: [] };
    const port = await freePort();
    const both = site.startWorker({ ROLE: 'all', PORT: String(port) });
    await both.up;
    const url = `http://127.0.0.1:${port}`;
    for (let round = 0; round < size; round += 1) {
      const description = `${'call ring_once {"ms": 3000}\n'.repeat(9)}result done`;
      for (let count = 0; count < TASKS; count += 1) await site.create({ description });
      await waitFor(
        'the tasks to run',
        async () => (await site.prisma.task.count({ where: { status: 'in_progress' } })) === TASKS,
      );
      both.signal('SIGUSR2');
      await waitFor('every connection to sleep', () => sleepOn(site));
      // Not in the moment when they change hands: who gets one then is served, or waits twice.
      for (const end = Date.now() + HOLD_MS; Date.now() < end; await sleep(200))
        if (await sleepOn(site)) await ask(url, seen);
      await waitFor('an answer', async () => (await list(url)).status === 200);
      await site.settle();
    }
    for (const message of await judge(site, seen)) violate('pool', message);
    return { served: seen.served, refused: timesOf(seen.refused), '/healthz': timesOf(seen.health) };
  },
});

const list = (url: string): Promise<Response> =>
  fetch(`${url}/api/v1/tasks`, { headers: { authorization: `Bearer ${TOKEN}` } });

/** A read and a creation; and the health beside them. */
async function ask(url: string, seen: Seen): Promise<void> {
  const begin = performance.now();
  const time = (): number => performance.now() - begin;
  const health = fetch(`${url}/healthz`).then(({ status }) => {
    seen.health.push(time());
    if (status !== 200) seen.wrong.push(`/healthz ${status}`);
  });
  const create = fetch(`${url}/api/v1/tasks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ agent: 'ringer', title: 'Meanwhile', description: 'result done' }),
  });
  const note = async (answer: Promise<Response>): Promise<void> => {
    const { status, headers } = await answer;
    if (status < 300) seen.served += 1;
    else if (status === 503 && headers.has('retry-after')) seen.refused.push(time());
    else seen.wrong.push(`${status}, retry-after ${headers.get('retry-after')}`);
  };
  await Promise.all([health, note(list(url)), note(create)]);
}

/** Whether every connection sleeps, and will for as long as a request may wait. */
async function sleepOn(site: Site): Promise<boolean> {
  const rows = await site.prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
      AND query LIKE 'SELECT pg_sleep%' AND query_start > clock_timestamp() - make_interval(secs => ${SLEEP_SECONDS - 4})`;
  return rows.length === CONNECTIONS.requests;
}

async function judge(site: Site, { refused, health, wrong }: Seen): Promise<string[]> {
  const { events } = await site.record();
  const taken = events.filter(({ body }) => ['worker_lost', 'worker_error'].includes(String(body['reason'])));
  const slowest = Math.max(0, ...refused);
  return [
    ...wrong.map((what) => `answered ${what}`),
    ...(refused.length > 0 ? [] : ['nothing was refused: the connections were not all in use']),
    ...(slowest > ANSWERED_MS ? [`a refusal took ${slowest} ms`] : []),
    ...(Math.max(0, ...health) > HEALTH_MS ? [`/healthz took ${Math.max(...health)} ms`] : []),
    ...taken.map(({ task_id, body }) => `task ${task_id}: ${String(body['reason'])}`),
  ];
}

if (import.meta.main) await runAlone(a15PoolExhausted);
