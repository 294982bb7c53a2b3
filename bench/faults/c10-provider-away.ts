import { says, type Behaviour } from '../support/model-server.ts';
import { withModels, type ModelRun } from './support/model-agents.ts';
import { onSite } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { forEachNumber, waitFor } from './support/wait.ts';

const AT_ONCE = 8;
const HOUR_MS = 3_600_000;
/** Tries of one task before it gives up a provider. */
const MOST_TRIES = 31;
const WORK_MS = 50;

/**
 * A provider is away for an hour under many tasks, then back. The hour is not waited for: whenever every task has failed
 * once more, the wait that each was given is taken as over, and counted. At the end all come back in one moment, which is
 * worse than what the waits would make of it.
 */
export const c10ProviderAway = onSite({
  id: 'C10',
  title: 'a provider that is away for an hour',
  sizes: { ci: 60, soak: 500, prove: 20 },
  protections: ['the limit of an agent', 'the growing waits for a provider'],
  site: { workers: 2, concurrency: 20 },
  run: withModels(async (run) => {
    const { site, size, violate, provider } = run;
    const scene = { isAway: true, open: 0, mostOpen: 0 };
    await run.addAgent('away', behaviourOf(scene), { agent: { max_concurrent_tasks: AT_ONCE } });
    await forEachNumber(
      size,
      8,
      async () => void (await site.create({ agent: 'away', description: 'Answer.' })),
    );
    const { waitedMs, tries } = await sitOut(run);
    const requestsAway = provider.requests.length;
    if (waitedMs < HOUR_MS) violate('away', `gave up waiting after ${Math.round(waitedMs / 60_000)} min`);
    scene.isAway = false;
    const begun = Date.now();
    await skipWaits(site);
    await waitFor('all to end', async () => (await countIn(site, ['completed', 'failed'])) === size, {
      timeoutMs: 180_000,
    });
    const failed = await countIn(site, ['failed']);
    if (failed > 0) violate('away', `${failed} tasks failed`);
    if (scene.mostOpen > AT_ONCE) violate('away', `${scene.mostOpen} were at the provider at once`);
    return {
      'minutes away': Math.round(waitedMs / 60_000),
      tries,
      'requests while away': requestsAway,
      limit: AT_ONCE,
      'at once at most': scene.mostOpen,
      'drained in (ms)': Date.now() - begun,
      failed,
    };
  }),
});

type Scene = { isAway: boolean; open: number; mostOpen: number };

const behaviourOf =
  (scene: Scene): Behaviour =>
  (response, request, count) => {
    scene.open += 1;
    scene.mostOpen = Math.max(scene.mostOpen, scene.open);
    response.once('close', () => (scene.open -= 1));
    if (scene.isAway && count % 2 === 0) response.socket?.resetAndDestroy();
    else if (scene.isAway) response.writeHead(503).end();
    else setTimeout(() => says('back')(response, request, count), WORK_MS);
  };

/** Until the waits of every task add up to an hour, or no task may try again. */
async function sitOut({ site, size, without }: ModelRun): Promise<{ waitedMs: number; tries: number }> {
  let waitedMs = 0;
  let tries = 0;
  const wanted = without === 'the growing waits for a provider' ? 10 : MOST_TRIES - 1;
  while (waitedMs < HOUR_MS && tries < wanted) {
    tries += 1;
    await waitFor(
      `all to have tried ${tries} times`,
      async () =>
        (await site.prisma.taskEvent.count({ where: { type: 'error' } })) >= size * tries &&
        (await countIn(site, ['pending'])) === size,
      { timeoutMs: 180_000 },
    ).catch((error: unknown) => {
      if (!without) throw error;
    });
    waitedMs += await shortestWait(site);
    if (waitedMs < HOUR_MS) await skipWaits(site);
  }
  return { waitedMs, tries };
}

const countIn = (
  { prisma }: ModelRun['site'],
  statuses: ('pending' | 'completed' | 'failed')[],
): Promise<number> => prisma.task.count({ where: { status: { in: statuses } } });

/** What is left of it for the task that waits least, and the time that it has waited already. */
async function shortestWait({ prisma }: ModelRun['site']): Promise<number> {
  const [row] = await prisma.$queryRaw<{ ms: number }[]>`
    SELECT coalesce(min(extract(epoch FROM t.run_at - e.at) * 1000), 0)::float8 AS ms FROM tasks t
    JOIN (SELECT task_id, max(created_at) AS at FROM task_events WHERE type = 'error' GROUP BY task_id) e ON e.task_id = t.id
    WHERE t.status = 'pending'`;
  return Math.max(0, row?.ms ?? 0);
}

const skipWaits = ({ prisma }: ModelRun['site']): Promise<number> =>
  prisma.$executeRaw`UPDATE tasks SET run_at = now() WHERE status = 'pending' AND run_at > now()`;

if (import.meta.main) await runAlone(c10ProviderAway);
