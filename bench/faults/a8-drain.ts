import type { Violation } from './check-invariants.ts';
import {
  runAlone,
  reportOn,
  timesOf,
  type FaultProgram,
  type ProgramRun,
  type Report,
} from './support/program.ts';
import { startSite } from './support/site.ts';
import { waitFor } from './support/wait.ts';

const TASKS = 20;
const DRAIN_MS = 30_000;

/** SIGTERM to each worker in turn while twenty tasks run: nothing is repeated and nothing counts as a crash. */
export const a8Drain: FaultProgram = {
  id: 'A8',
  title: 'SIGTERM drain',
  sizes: { ci: 3, soak: 30 },
  run: async ({ postgres, size, fence }: ProgramRun): Promise<Report> => {
    const site = await startSite({ databaseUrl: await postgres.createDatabase(), workers: 2, fence });
    const violations: Violation[] = [];
    const times: number[] = [];
    const script = [...Array.from({ length: 4 }, () => 'call ring_once {"ms": 300}'), 'result done'].join(
      '\n',
    );
    try {
      for (let round = 0; round < size; round += 1) {
        for (let count = 0; count < TASKS; count += 1) await site.create({ description: script });
        const oldest = await waitFor('two workers', () => {
          const up = site.workers.filter((worker) => worker.isUp());
          return up.length >= 2 ? up[0] : null;
        });
        site.startWorker();
        const begin = Date.now();
        oldest.signal('SIGTERM');
        const { code } = await oldest.ended;
        times.push(Date.now() - begin);
        if (code !== 0) violations.push({ rule: 'A8', id: oldest.name, message: `exited with ${code}` });
      }
      await site.settle();
      const crashed = await site.prisma.task.count({ where: { crashes: { gt: 0 } } });
      if (crashed > 0) violations.push({ rule: 'A8', id: 'crashes', message: `${crashed} tasks count one` });
      const calls = site.effects.effects.length;
      if (calls !== new Set(site.effects.effects.map(({ key }) => key)).size)
        violations.push({ rule: 'A8', id: 'calls', message: 'a call was repeated' });
      if (Math.max(...times) > DRAIN_MS)
        violations.push({ rule: 'A8', id: 'drain', message: 'took more than 30 s' });
      return await reportOn(site, { calls, drain: timesOf(times) }, violations);
    } finally {
      await site.stop();
    }
  },
};

if (import.meta.main) await runAlone(a8Drain);
