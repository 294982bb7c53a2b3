import { startFreezableProxy, type FreezableProxy } from '../../apps/api/test/support/freezable-proxy.ts';
import type { Violation } from './check-invariants.ts';
import {
  runAlone,
  reportOn,
  timesOf,
  type FaultProgram,
  type ProgramRun,
  type Report,
} from './support/program.ts';
import type { RecordedRun } from './support/recorded-run.ts';
import { startSite, waitForStatus, type Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const NOTICED_MS = 15_000;
/** By polling alone. */
const START_MS = 2_000;

/** The network silently forgets the connection on which a worker listens, then the one that holds its lock. */
export const a13HalfOpen: FaultProgram = {
  id: 'A13',
  title: 'half-open listener and lock connections',
  sizes: { ci: 1, soak: 20, prove: 1 },
  protections: [],
  noProof:
    "a worker that does not notice would need the product's pings and its polling taken out, which is no statement and no switch; apps/api/test/kept-connection.test.ts sees both",
  run: async ({ postgres, size, random, without }: ProgramRun): Promise<Report> => {
    const databaseUrl = await postgres.createDatabase();
    const proxy = await startFreezableProxy(databaseUrl);
    const site = await startSite({ databaseUrl, workers: 1, env: { DATABASE_URL: proxy.url }, without });
    const noticed: Record<'listen' | 'lock', number[]> = { listen: [], lock: [] };
    const quick: string[] = [];
    try {
      for (let round = 0; round < size; round += 1) {
        // Held by the worker all the while; it must neither be taken from it nor be given up.
        const held = await site.create({
          description: `${'call ring_once {"ms": 2000}\n'.repeat(15)}result done`,
        });
        await waitForStatus(site, held.id, ['in_progress']);
        await sleep(random.between(0, 3_000));
        let silent = true;
        const back = goSilent(proxy, 'listen').finally(() => (silent = false));
        while (silent) {
          const task = await site.create({ description: 'result done' });
          quick.push(task.id);
          await waitForStatus(site, task.id, ['completed']);
          await sleep(random.between(0, 700));
        }
        noticed.listen.push(await back);
        noticed.lock.push(await goSilent(proxy, 'lock'));
        await waitFor('one session of each kind', async () => (await countSessions(site)) === 2);
        await waitForStatus(site, held.id, ['completed']);
      }
      await site.settle();
      const record = await site.record();
      const starts = startTimes(record, new Set(quick));
      return await reportOn(
        site,
        {
          'listener noticed': timesOf(noticed.listen),
          'lock noticed': timesOf(noticed.lock),
          'start meanwhile': timesOf(starts),
        },
        [
          ...late('noticed', [...noticed.listen, ...noticed.lock], NOTICED_MS),
          ...late('start', starts, START_MS),
          ...takenAway(record),
        ],
      );
    } finally {
      await site.stop();
      await proxy.close();
    }
  },
};

/** Milliseconds until the worker opened another connection of this kind. */
async function goSilent(proxy: FreezableProxy, part: 'listen' | 'lock'): Promise<number> {
  const name = `taskhelm-${part} worker-`;
  const opened = proxy.opened(name);
  const begin = Date.now();
  if (proxy.freeze(name) !== 1) throw new Error(`there was not one connection ${name}`);
  await waitFor(`another connection ${name}`, () => proxy.opened(name) > opened, { everyMs: 10 });
  return Date.now() - begin;
}

/** The server's view of the worker's connections: what the network forgot was ended there, too. */
async function countSessions(site: Site): Promise<number> {
  const rows = await site.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database()
      AND application_name ~ '^taskhelm-(listen|lock) worker-'`;
  return rows[0]?.count ?? 0;
}

/** From the commit of a creation to the claim, by the database's clock. */
function startTimes({ events }: RecordedRun, ids: Set<string>): number[] {
  const tasks = Map.groupBy(
    events.filter(({ task_id, type }) => ids.has(task_id) && type === 'status_change'),
    ({ task_id }) => task_id,
  );
  return [...tasks.values()].map(([created, claimed]) =>
    created && claimed ? claimed.created_at.getTime() - created.created_at.getTime() : Infinity,
  );
}

const late = (id: string, times: number[], limitMs: number): Violation[] =>
  times
    .filter((time) => time > limitMs)
    .map((time) => ({ rule: 'A13', id, message: `took ${time} ms, may take ${limitMs}` }));

const takenAway = ({ events }: RecordedRun): Violation[] =>
  events
    .filter(({ body }) => body['reason'] === 'worker_lost')
    .map(({ task_id }) => ({ rule: 'A13', id: task_id, message: 'was taken from a worker that lived' }));

if (import.meta.main) await runAlone(a13HalfOpen);
