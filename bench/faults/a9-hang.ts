import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { measureRecoveries, noteHeldTasks, type HeldTask } from './support/recoveries.ts';
import type { Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const LEASE_MS = 15_000;
const TASKS = 10;
/** Noticed by a sweep, claimed by a wake-up; the rest is what a busy machine takes. */
const MOVED_MS = LEASE_MS + 5_000;

/** A worker hangs for twice its lease, wakes up, and goes on writing as if nothing had happened. */
export const a9Hang = onSite({
  id: 'A9',
  title: 'SIGSTOP for two leases, then SIGCONT',
  sizes: { ci: 1, soak: 10, prove: 1 },
  protections: ['the fence'],
  site: { workers: 1 },
  run: async ({ site, size, violate }) => {
    const held: HeldTask[] = [];
    for (let round = 0; round < size; round += 1) held.push(...(await hangOnce(site)));
    const moved = measureRecoveries(await site.record(), held);
    if (moved.length < held.length)
      violate('moved', `${held.length - moved.length} tasks stayed with the hung worker`);
    if (Math.max(0, ...moved) > MOVED_MS) violate('moved', `only after ${Math.max(...moved)} ms`);
    return { recoveries: moved.length, recovery: timesOf(moved) };
  },
});

async function hangOnce(site: Site): Promise<HeldTask[]> {
  // Many short steps: the woken worker is in the middle of one when the other one is, too.
  const script = `${'call ring_same {"ms": 900}\n'.repeat(60)}result done`;
  const hanging = site.workers.at(-1);
  if (!hanging) throw new Error('there is no worker');
  for (let count = 0; count < TASKS; count += 1) await site.create({ description: script });
  await waitFor('the tasks to run', async () => (await runningTasks(site)).length === TASKS);
  await sleep(1_000);
  hanging.signal('SIGSTOP');
  const held = await noteHeldTasks(site.prisma, hanging.pid, Date.now());
  const next = site.startWorker();
  if (!(await next.up)) throw new Error(`no worker came to take over: ${next.log()}`);
  await sleep(2 * LEASE_MS);
  hanging.signal('SIGCONT');
  await sleep(8_000);
  hanging.signal('SIGKILL');
  await hanging.ended;
  await Promise.all((await runningTasks(site)).map(({ id }) => site.api.request('DELETE', `/tasks/${id}`)));
  await site.settle(30_000);
  return held;
}

const runningTasks = ({ prisma }: Site): Promise<{ id: string }[]> =>
  prisma.task.findMany({ where: { status: 'in_progress' }, select: { id: true } });

if (import.meta.main) await runAlone(a9Hang);
