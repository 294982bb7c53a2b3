import { runAlone, reportOn, type FaultProgram, type ProgramRun, type Report } from './support/program.ts';
import { startSite } from './support/site.ts';
import { sleep } from './support/wait.ts';

/** Every connection to the database is ended again and again; no process may end of it. */
export const a5EndBackends: FaultProgram = {
  id: 'A5',
  title: 'pg_terminate_backend on all connections',
  sizes: { ci: 10, soak: 100 },
  run: async ({ postgres, size, random, fence }: ProgramRun): Promise<Report> => {
    const site = await startSite({ databaseUrl: await postgres.createDatabase(), workers: 2, fence });
    let ended = 0;
    try {
      for (let round = 0; round < size; round += 1) {
        for (let count = 0; count < 5; count += 1) {
          const description = 'call ring_same {"ms": 100}\nask Which colour?\nwait 0.3\nresult done';
          await site.create({ description }).catch(() => undefined);
        }
        await site.answerAll().catch(() => undefined);
        await sleep(random.between(50, 400));
        const rows = await site.prisma.$queryRaw<{ count: bigint }[]>`
          SELECT count(pg_terminate_backend(pid)) AS count FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`.catch(() => []);
        ended += Number(rows[0]?.count ?? 0);
      }
      await site.settle();
      return await reportOn(site, { 'connections ended': ended });
    } finally {
      await site.stop();
    }
  },
};

if (import.meta.main) await runAlone(a5EndBackends);
