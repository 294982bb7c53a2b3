import type { TaskDetail } from '@taskhelm/contract';
import { recoverTasks } from '../../apps/api/src/runner/recover-tasks.ts';
import { createTransact } from '../../apps/api/src/db/transaction.ts';
import { claimTasks } from '../../apps/api/src/runner/claim-repository.ts';
import { moveTask } from '../../apps/api/src/tasks/task-transitions.ts';
import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { waitForStatus, type Site } from './support/site.ts';
import { forEachNumber, sleep } from './support/wait.ts';

const PARALLEL = 8;

/** A cancel meets an answer, a claim, or the recovery of the same task: never does it run afterwards. */
export const b4CancelRaces = onSite({
  id: 'B4',
  title: 'cancel against respond, claim and recovery',
  sizes: { ci: 150, soak: 1_500, prove: 90 },
  protections: ['row locks and the fence'],
  site: { workers: 1, apis: 2 },
  run: async (run) => {
    const { site, random } = run;
    const counts = { 'cancel won': 0, 'cancel came late': 0 };
    const cancel = async (id: string): Promise<void> => {
      counts[(await cancelled(run, id)) ? 'cancel won' : 'cancel came late'] += 1;
    };
    const third = Math.ceil(run.size / 3);
    await forEachNumber(third, PARALLEL, async () => {
      const { id, session_id } = await site.create({ description: 'ask Which colour?\nresult {answer}' });
      await waitForStatus(site, id, ['needs_input']);
      const respond = () =>
        site.apis[1]?.request('POST', `/sessions/${session_id}/respond`, { answers: ['blue'] });
      const late = random.between(0, 10);
      await Promise.all([respond(), sleep(late).then(() => cancel(id))]);
    });
    await forEachNumber(third, PARALLEL, async () => {
      const { id } = await site.create({ description: 'wait 0.2\nresult done' });
      await sleep(random.between(0, 10));
      await cancel(id);
    });
    for (const worker of site.workers) {
      worker.signal('SIGTERM');
      await worker.ended;
    }
    await forEachNumber(third, PARALLEL, () => raceRecovery(site, cancel, random.between(0, 4)));
    await endOpen(site);
    return counts;
  },
});

/** Whether the cancel won; then the task has to be cancelled at once for every reader. */
async function cancelled({ site, violate }: SiteRun, id: string): Promise<boolean> {
  const { status, body } = await site.api.request<TaskDetail>('DELETE', `/tasks/${id}`);
  const end = (await site.prisma.task.findUniqueOrThrow({ where: { id } })).status;
  if (status === 200 && (body.status !== 'cancelled' || end !== 'cancelled'))
    violate(id, `was acknowledged as cancelled and is ${end}`);
  else if (status !== 200 && status !== 409) violate(id, `cancel: ${status}`);
  return status === 200;
}

/** The claim is of a worker that does not exist, so that recovery takes it at once. */
async function raceRecovery(site: Site, cancel: (id: string) => Promise<void>, late: number): Promise<void> {
  const { prisma } = site;
  const { id } = await site.create({ description: 'result done' });
  await claimTasks(prisma, crypto.randomUUID(), 1);
  const queue = { wake: async () => undefined };
  const recover = recoverTasks(
    createTransact(prisma),
    queue as unknown as Parameters<typeof recoverTasks>[1],
  );
  await Promise.all([recover, sleep(late).then(() => cancel(id))]);
}

/** What a race left pending for want of a worker is claimed and completed as one would do it. */
async function endOpen({ prisma }: Site): Promise<void> {
  await prisma.task.updateMany({ where: { status: 'pending' }, data: { runAt: new Date(0) } });
  for (const claim of await claimTasks(prisma, crypto.randomUUID(), 1_000))
    await moveTask(prisma, { ...claim, from: 'in_progress', to: 'completed', reason: 'finished' });
}

if (import.meta.main) await runAlone(b4CancelRaces);
