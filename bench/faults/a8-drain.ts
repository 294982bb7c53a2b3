import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { waitFor } from './support/wait.ts';

const TASKS = 20;
const DRAIN_MS = 30_000;
const CALLS = 'call ring_once {"ms": 300}\n';

/** SIGTERM to each worker in turn while twenty tasks run: nothing is repeated and nothing counts as a crash. */
export const a8Drain = onSite({
  id: 'A8',
  title: 'SIGTERM drain',
  sizes: { ci: 3, soak: 30, prove: 1 },
  protections: ['the drain'],
  site: { workers: 2 },
  run: async ({ site, size, violate }) => {
    const times: number[] = [];
    for (let round = 0; round < size; round += 1) {
      for (let count = 0; count < TASKS; count += 1)
        await site.create({ description: `${CALLS.repeat(4)}result done` });
      const oldest = await waitFor('two workers', () => {
        const up = site.workers.filter((worker) => worker.isUp());
        return up.length >= 2 ? up[0] : null;
      });
      site.startWorker();
      const begin = Date.now();
      oldest.signal('SIGTERM');
      const { code } = await oldest.ended;
      times.push(Date.now() - begin);
      if (code !== 0) violate(oldest.name, `exited with ${code}`);
    }
    await site.settle();
    const crashed = await site.prisma.task.count({ where: { crashes: { gt: 0 } } });
    if (crashed > 0) violate('crashes', `${crashed} tasks count one`);
    const calls = site.effects.effects.length;
    if (calls !== new Set(site.effects.effects.map(({ key }) => key)).size)
      violate('calls', 'a call was repeated');
    if (Math.max(...times) > DRAIN_MS) violate('drain', 'took more than 30 s');
    return { calls, drain: timesOf(times) };
  },
});

if (import.meta.main) await runAlone(a8Drain);
