import { onSite } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { sleep } from './support/wait.ts';

/** Every connection to the database is ended again and again; no process may end of it. */
export const a5EndBackends = onSite({
  id: 'A5',
  title: 'pg_terminate_backend on all connections',
  sizes: { ci: 10, soak: 100, prove: 3 },
  protections: ['hearing of lost connections'],
  site: { workers: 2 },
  run: async ({ site, size, random }) => {
    let ended = 0;
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
    return { 'connections ended': ended };
  },
});

if (import.meta.main) await runAlone(a5EndBackends);
