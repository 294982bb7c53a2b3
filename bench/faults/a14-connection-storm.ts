import { connectionsOf } from '../../apps/api/src/db/connections.ts';
import { startFaultPostgres } from './support/database.ts';
import { feedTasks } from './support/feed-tasks.ts';
import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import type { Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const WORKERS = 6;

/** Seven processes come back to a restarted database at once; they never open more connections than they may. */
export const a14ConnectionStorm = onSite({
  id: 'A14',
  title: 'connection storm after kill -9 of Postgres',
  sizes: { ci: 3, soak: 30, prove: 1 },
  protections: [],
  noProof: 'the limits of the pools are numbers that nothing else depends on',
  site: { workers: WORKERS },
  ownPostgres: startFaultPostgres,
  run: async ({ site, postgres, size, random, violate, meanwhile }) => {
    const budget = connectionsOf('api') + WORKERS * connectionsOf('worker');
    const stopFeeding = meanwhile((goesOn) => feedTasks(site, goesOn));
    const seen: number[] = [];
    const stopCounting = meanwhile((goesOn) => countConnections(site, { seen, goesOn }));
    const back: number[] = [];
    for (let round = 0; round < size; round += 1) {
      await sleep(random.between(500, 1_500));
      postgres.kill();
      const killedAt = Date.now();
      await waitFor('every worker to be back', async () => (await countWorkers(site, killedAt)) === WORKERS);
      back.push(Date.now() - killedAt);
    }
    await stopFeeding();
    await site.settle();
    await stopCounting();
    const most = Math.max(...seen);
    if (most > budget) violate('connections', `${most} were open, ${budget} may be`);
    await startWithoutRoom(site, violate);
    return {
      acknowledged: site.acknowledged.size,
      'most connections': `${most} of ${budget}`,
      looks: seen.length,
      'all workers back': timesOf(back),
    };
  },
});

/** Every few milliseconds, how many connections the product's processes have; not while nobody can tell. */
async function countConnections(
  site: Site,
  { seen, goesOn }: { seen: number[]; goesOn: () => boolean },
): Promise<void> {
  for (; goesOn(); await sleep(20)) {
    const rows = await site.prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND application_name <> 'faults'`.catch(() => []);
    seen.push(...rows.map(({ count }) => count));
  }
}

/** Workers that have come back to the new server, both with their lock and listening. */
async function countWorkers(site: Site, since: number): Promise<number> {
  const rows = await site.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database()
      AND application_name ~ '^taskhelm-(lock|listen) worker'
      AND backend_start > to_timestamp(${since / 1_000}::float8)`.catch(() => []);
  return (rows[0]?.count ?? 0) / 2;
}

/** A worker does not start on a database that cannot hold its connections, and says why. */
async function startWithoutRoom(site: Site, violate: (id: string, message: string) => void): Promise<void> {
  const limit = connectionsOf('worker') - 1;
  await site.prisma.$executeRawUnsafe(`CREATE ROLE narrow LOGIN PASSWORD 'narrow' CONNECTION LIMIT ${limit}`);
  await site.prisma.$executeRaw`GRANT SELECT ON ALL TABLES IN SCHEMA public TO narrow`;
  const url = Object.assign(new URL(site.databaseUrl), { username: 'narrow', password: 'narrow' });
  const worker = site.startWorker({ DATABASE_URL: url.href }, true);
  const { code } = await worker.ended;
  if (code === 1 && worker.log().includes(`allows ${limit} connections`)) return;
  violate('start', `a worker without room ended with ${code}: ${worker.log().trim().slice(-300)}`);
}

if (import.meta.main) await runAlone(a14ConnectionStorm);
