import { startFaultPostgres, type FaultPostgres } from './support/database.ts';
import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import type { Random } from './support/random.ts';
import { measureRecoveries, noteHeldTasks, type HeldTask } from './support/recoveries.ts';
import type { Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const TASKS = 12;
const RECOVERY_MAX_MS = 30_000;

/**
 * A worker dies, another begins to recover its tasks, and Postgres dies with that transaction: before its writes, or
 * around its commit. What it had done may be undone, and has to be done again.
 */
export const a6KillSweep = onSite({
  id: 'A6',
  title: 'kill -9 Postgres during the recovery sweep',
  sizes: { ci: 2, soak: 30, prove: 1 },
  protections: ['the recovery of lost tasks'],
  site: { workers: 2 },
  ownPostgres: startFaultPostgres,
  run: async ({ site, postgres, size, random, violate }) => {
    const held: HeldTask[] = [];
    for (let round = 0; round < size; round += 1) {
      held.push(...(await loseWorkerAndDatabase({ site, postgres, random, waits: round % 2 === 0 })));
      site.startWorker();
      await site.settle();
    }
    const recoveries = measureRecoveries(await site.record(), held);
    const slowest = Math.max(0, ...recoveries);
    if (held.length === 0) violate('recovery', 'no task was held by a worker that was killed');
    if (recoveries.length < held.length)
      violate('recovery', `${held.length - recoveries.length} tasks were not recovered`);
    if (slowest > RECOVERY_MAX_MS) violate('recovery', `took ${slowest} ms`);
    return { 'tasks held': held.length, recovery: timesOf(recoveries) };
  },
});

type Scene = {
  site: Site;
  postgres: FaultPostgres;
  random: Random;
  /** Whether Postgres dies while the sweep waits for a lock, its rows locked; else some milliseconds after it goes on. */
  waits: boolean;
};

async function loseWorkerAndDatabase({ site, postgres, random, waits }: Scene): Promise<HeldTask[]> {
  const script = 'call ring_same {"ms": 300}\n'.repeat(6) + 'result done';
  for (let count = 0; count < TASKS; count += 1) await site.create({ description: script });
  await waitFor('the tasks to run', async () => (await countRunning(site)) === TASKS);
  const victim = random.pick(site.workers.filter((worker) => worker.isUp()));
  const locked = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  // Whoever announces work waits for this transaction: the sweep with the last of its own, all its writes done.
  const lock = site.prisma
    .$transaction(
      async (tx) => {
        await tx.$executeRaw`LOCK TABLE pgboss.job IN SHARE MODE`;
        locked.resolve();
        await letGo.promise;
      },
      { maxWait: 10_000, timeout: 60_000 },
    )
    .catch(() => locked.resolve());
  await locked.promise;
  victim.signal('SIGKILL');
  await victim.ended;
  const held = await noteHeldTasks(site.prisma, victim.pid, Date.now());
  // A sweep that never comes leaves its tasks where they are, and the checks say so.
  await waitFor('the sweep to be in its transaction', () => sweepWaits(site), {
    everyMs: 10,
    timeoutMs: 30_000,
  }).catch(() => undefined);
  if (!waits) {
    letGo.resolve();
    await sleep(random.between(0, 30));
  }
  const killedAt = Date.now();
  postgres.kill();
  letGo.resolve();
  await lock;
  // From here on it is the product's time; a process cannot start before, either.
  await waitFor('the next server', () => isServerSince(site, killedAt), { everyMs: 20 });
  const backAt = Date.now();
  return held.map((task) => ({ ...task, killedAt: backAt }));
}

/** The sessions of a server outlive it by a moment, and answer. */
async function isServerSince(site: Site, time: number): Promise<boolean> {
  const rows = await site.prisma.$queryRaw<{ since: boolean }[]>`
    SELECT pg_postmaster_start_time() > to_timestamp(${time / 1_000}::float8) AS since`.catch(() => []);
  return rows[0]?.since ?? false;
}

/** A transaction that has looked at workers, locked tasks, and waits. */
async function sweepWaits(site: Site): Promise<boolean> {
  const rows = await site.prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_locks waiting JOIN pg_locks looked USING (pid) JOIN pg_locks locked USING (pid)
    WHERE NOT waiting.granted
      AND looked.granted AND looked.relation = 'workers'::regclass
      AND locked.granted AND locked.relation = 'tasks'::regclass AND locked.mode = 'RowShareLock'`;
  return rows.length > 0;
}

async function countRunning(site: Site): Promise<number> {
  return site.prisma.task.count({ where: { status: 'in_progress' } });
}

if (import.meta.main) await runAlone(a6KillSweep);
