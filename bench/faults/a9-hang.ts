import type { Violation } from './check-invariants.ts';
import {
  runAlone,
  reportOn,
  timesOf,
  type FaultProgram,
  type ProgramRun,
  type Report,
} from './support/program.ts';
import { measureRecoveries, noteHeldTasks, type HeldTask } from './support/recoveries.ts';
import { startSite } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const LEASE_MS = 15_000;
const TASKS = 10;
/** Noticed by a sweep, claimed by a wake-up; the rest is what a busy machine takes. */
const MOVED_MS = LEASE_MS + 5_000;

/** A worker hangs for twice its lease, wakes up, and goes on writing as if nothing had happened. */
export const a9Hang: FaultProgram = {
  id: 'A9',
  title: 'SIGSTOP for two leases, then SIGCONT',
  sizes: { ci: 1, soak: 10 },
  restsOnFence: true,
  run: async ({ postgres, size, fence }: ProgramRun): Promise<Report> => {
    const site = await startSite({ databaseUrl: await postgres.createDatabase(), workers: 1, fence });
    const violations: Violation[] = [];
    const held: HeldTask[] = [];
    try {
      // Many short steps: the woken worker is in the middle of one when the other one is, too.
      const script = `${'call ring_same {"ms": 900}\n'.repeat(60)}result done`;
      for (let round = 0; round < size; round += 1) {
        const hanging = site.workers.at(-1);
        if (!hanging) throw new Error('there is no worker');
        for (let count = 0; count < TASKS; count += 1) await site.create({ description: script });
        await waitFor(
          'the tasks to run',
          async () => (await site.prisma.task.count({ where: { status: 'in_progress' } })) === TASKS,
        );
        await sleep(1_000);
        hanging.signal('SIGSTOP');
        held.push(...(await noteHeldTasks(site.prisma, hanging.pid, Date.now())));
        const other = site.startWorker();
        await other.up;
        await sleep(2 * LEASE_MS);
        hanging.signal('SIGCONT');
        await sleep(8_000);
        hanging.signal('SIGKILL');
        await hanging.ended;
        await Promise.all(
          (await site.prisma.task.findMany({ where: { status: 'in_progress' }, select: { id: true } })).map(
            ({ id }) => site.api.request('DELETE', `/tasks/${id}`),
          ),
        );
        await site.settle(30_000);
      }
      const moved = measureRecoveries(await site.record(), held);
      if (fence && moved.length < held.length)
        violations.push({
          rule: 'A9',
          id: 'moved',
          message: `${held.length - moved.length} tasks stayed with the hung worker`,
        });
      if (Math.max(0, ...moved) > MOVED_MS)
        violations.push({ rule: 'A9', id: 'moved', message: `only after ${Math.max(...moved)} ms` });
      return await reportOn(site, { recoveries: moved.length, recovery: timesOf(moved) }, violations);
    } finally {
      await site.stop();
    }
  },
};

if (import.meta.main) await runAlone(a9Hang);
