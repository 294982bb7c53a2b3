import type { TaskDetail } from '@taskhelm/contract';
import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { waitForStatus, type Site } from './support/site.ts';
import { forEachNumber, sleep, waitFor } from './support/wait.ts';

const PARALLEL = 10;
const WAIT_MS = 100;

/** A cancel arrives within a few milliseconds of the moment at which the task completes. */
export const b3CancelComplete = onSite({
  id: 'B3',
  title: 'cancel against complete',
  sizes: { ci: 500, soak: 2_000, prove: 50, test: 50 },
  protections: ['the fence'],
  site: { workers: 1, apis: 2 },
  run: async ({ site, size, random, violate }) => {
    const won = { cancel: 0, complete: 0 };
    /** How long a step takes on top of its wait, as the rounds so far have shown; where the races are tightest. */
    let overhead = 20;
    await forEachNumber(size, PARALLEL, async (index) => {
      const { id } = await site.create({ description: `wait ${WAIT_MS / 1_000}\nresult done` });
      await waitForStatus(site, id, ['in_progress', 'completed']);
      await sleep(Math.max(0, WAIT_MS + overhead + random.between(-20, 20)));
      const api = site.apis[index % 2] ?? site.api;
      const { status, body } = await api.request<TaskDetail>('DELETE', `/tasks/${id}`);
      const cancelled = status === 200 && body.status === 'cancelled';
      if (!cancelled && status !== 409) violate(id, `a cancel was answered ${status}`);
      won[cancelled ? 'cancel' : 'complete'] += 1;
      overhead = Math.max(-WAIT_MS, overhead + (cancelled ? 3 : -3));
      await sleep(100);
      const end = (await site.prisma.task.findUniqueOrThrow({ where: { id } })).status;
      if (end !== (cancelled ? 'cancelled' : 'completed'))
        violate(id, `the cancel was answered ${status}, the task is ${end}`);
    });
    const stopped = await measureCancels(site, size >= 100 ? Math.min(500, size) : 0);
    await site.settle(20_000);
    return { 'cancel won': won.cancel, 'complete won': won.complete, 'cancel to stopped': timesOf(stopped) };
  },
});

const RUNNING = 100;

/** With a hundred running: from the cancel's commit, which precedes its answer, to the worker's receipt; by the database's clock. */
async function measureCancels(site: Site, count: number): Promise<number[]> {
  if (count === 0) return [];
  for (let more = 0; more < RUNNING / 20 - 1; more += 1) site.startWorker();
  await Promise.all(site.workers.map((worker) => worker.up));
  const start = (): Promise<TaskDetail> => site.create({ description: 'wait 600\nresult done' });
  const running: string[] = [];
  const times: number[] = [];
  await forEachNumber(RUNNING, PARALLEL, async () => void running.push((await start()).id));
  await waitFor('a hundred running tasks', async () => (await countRunning(site)) >= RUNNING);
  for (let cancelled = 0; cancelled < count; cancelled += 1) {
    const id = running.shift();
    if (!id) break;
    await site.api.request('DELETE', `/tasks/${id}`);
    const answeredAt = Date.now();
    const task = await waitFor(
      'the receipt of a cancel',
      async () => {
        const row = await site.prisma.task.findUniqueOrThrow({ where: { id } });
        return row.cancelAcknowledgedAt ? row : null;
      },
      { everyMs: 5, timeoutMs: 30_000 },
    );
    times.push(Math.max(0, (task.cancelAcknowledgedAt?.getTime() ?? 0) - answeredAt));
    if (count - cancelled > RUNNING) {
      const next = await start();
      await waitForStatus(site, next.id, ['in_progress']);
      running.push(next.id);
    }
  }
  await Promise.all(running.map((id) => site.api.request('DELETE', `/tasks/${id}`)));
  return times;
}

const countRunning = (site: Site): Promise<number> =>
  site.prisma.task.count({ where: { status: 'in_progress' } });

if (import.meta.main) await runAlone(b3CancelComplete);
