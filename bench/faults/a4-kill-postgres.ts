import { startFaultPostgres } from './support/database.ts';
import { feedTasks } from './support/feed-tasks.ts';
import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { sleep, waitFor } from './support/wait.ts';

const BACK_MS = 10_000;

/** The database is killed under load; the instance that owns it starts it again. */
export const a4KillPostgres = onSite({
  id: 'A4',
  title: 'kill -9 Postgres',
  sizes: { ci: 5, soak: 50, prove: 1 },
  protections: ['durable commits'],
  site: { workers: 2 },
  ownPostgres: startFaultPostgres,
  run: async ({ site, postgres, size, random, violate, meanwhile }) => {
    const back: number[] = [];
    const stopFeeding = meanwhile((goesOn) => feedTasks(site, goesOn));
    for (let round = 0; round < size; round += 1) {
      await sleep(random.between(500, 1_500));
      const acknowledged = site.acknowledged.size;
      postgres.kill();
      const killedAt = Date.now();
      await waitFor('a create after the restart', () => site.acknowledged.size > acknowledged + 2);
      back.push(Date.now() - killedAt);
    }
    await stopFeeding();
    await site.settle();
    const slowest = Math.max(...back);
    if (slowest > BACK_MS) violate('writes', `were back after ${slowest} ms`);
    return { acknowledged: site.acknowledged.size, 'writes back': timesOf(back) };
  },
});

if (import.meta.main) await runAlone(a4KillPostgres);
