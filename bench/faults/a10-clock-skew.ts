import type { CreatedToken } from '@taskhelm/contract';
import { underClock } from './support/faketime.ts';
import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { measureRecoveries, noteHeldTasks, type HeldTask } from './support/recoveries.ts';
import { requestTo, type Api, type Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

/** Two fixed distances either way, and a clock that runs at twice the speed. */
const CLOCKS = [
  { clock: '+1h', skew: '1 hour' },
  { clock: '-1h', skew: '-1 hour' },
  { clock: '+1d', skew: '1 day' },
  { clock: '+0 x2', skew: '0' },
];
const SLOTS = 5;
const TASKS = SLOTS * (CLOCKS.length + 1);
const LEASE_MS = 15_000;
const RENEW_MS = 5_000;
/** What a busy machine may take on top. */
const SLACK_MS = 5_000;
/** A step that outlasts the lease. */
const LONG = `call ring_same {"ms": ${LEASE_MS + 3_000}}\ncall calculate {"expression": "6*7"}\nresult done`;

/**
 * Workers and API processes with wrong clocks, with those that have the right one: all tasks take the same course, no
 * lease runs out early or late, and a token ends at the same moment whoever is asked.
 */
export const a10ClockSkew = onSite({
  id: 'A10',
  title: 'clocks that are wrong',
  sizes: { ci: 1, soak: 10, prove: 1 },
  protections: ['leases by the clock of the database'],
  site: { workers: 1, concurrency: SLOTS },
  run: async (run) => {
    const { site, size } = run;
    const held: HeldTask[] = [];
    for (let round = 0; round < size; round += 1) {
      const wrong = CLOCKS.map(({ clock, skew }) =>
        site.startWorker({ ...underClock(clock), PGOPTIONS: `-c taskhelm.skew=${skew.replace(' ', '\\ ')}` }),
      );
      await Promise.all(wrong.map((worker) => worker.up));
      await outlastLeases(run);
      await judgeWithApis(run);
      held.push(...(await hang(site, wrong)));
    }
    const moved = measureRecoveries(await site.record(), held);
    checkMoves(run, moved, held.length);
    return { clocks: CLOCKS.length, 'hung tasks moved': timesOf(moved) };
  },
});

/** Each worker has its slots full with steps longer than a lease, while all the others look for lost tasks. */
async function outlastLeases({ site, violate }: SiteRun): Promise<void> {
  const ids = new Set<string>();
  while (ids.size < TASKS) ids.add((await site.create({ description: LONG })).id);
  await site.settle();
  const { tasks, events } = await site.record();
  const ofTask = Map.groupBy(events, ({ task_id }) => task_id);
  const courses = new Set(
    tasks
      .filter(({ id }) => ids.has(id))
      .map(({ id, status }) =>
        [...(ofTask.get(id) ?? []).filter(isWork).map(({ type }) => type), status].join(' '),
      ),
  );
  if (courses.size !== 1) violate('courses', `same tasks took ${courses.size}: ${[...courses].join('; ')}`);
  const crashed = await site.prisma.task.count({ where: { crashes: { gt: 0 }, id: { in: [...ids] } } });
  if (crashed > 0) violate('leases', `${crashed} ran out early`);
}

/** What does not depend on how often a busy machine had to begin again. */
const isWork = ({ type }: { type: string }): boolean => type === 'tool_call' || type === 'tool_result';

/** The API processes with wrong clocks end before others need their connections. */
async function judgeWithApis(run: SiteRun): Promise<void> {
  const { site } = run;
  const wrong: Api[] = [];
  for (const { clock } of CLOCKS) wrong.push(await site.startApi(undefined, underClock(clock)));
  await judgeToken(run, [site.api, ...wrong]);
  for (const { process } of wrong) {
    process.signal('SIGTERM');
    await process.ended;
  }
}

/** One token made by each API process; all of them take all of them, until the database says that they are over. */
async function judgeToken({ site, violate }: SiteRun, apis: Api[]): Promise<void> {
  const tokens = await Promise.all(
    apis.map(async ({ request }) => {
      const expires_at = new Date(Date.now() + 20_000).toISOString();
      const body = { name: 'short', scopes: ['agents:read'], expires_at };
      return (await request<CreatedToken>('POST', '/tokens', body)).body;
    }),
  );
  const statuses = async (): Promise<number[]> => {
    const asked = apis.flatMap(({ port }) =>
      tokens.map(async ({ token }) => (await requestTo(port, token)('GET', '/agents')).status),
    );
    return [...new Set(await Promise.all(asked))];
  };
  const before = await statuses();
  if (before.join() !== '200') violate('tokens', `were answered ${before.join(', ')} before their end`);
  await waitFor('the tokens to end', async () => {
    const rows = await site.prisma.$queryRaw<{ open: bigint }[]>`
      SELECT count(*) AS open FROM api_tokens WHERE expires_at > now()`;
    return rows[0]?.open === 0n;
  });
  const after = await statuses();
  if (after.join() !== '401') violate('tokens', `were answered ${after.join(', ')} after their end`);
}

/** The workers with the wrong clocks hang; the one with the right clock takes over. */
async function hang(site: Site, wrong: Site['workers']): Promise<HeldTask[]> {
  for (let count = 0; count < TASKS; count += 1) await site.create({ description: 'wait 60\nresult done' });
  await waitFor('the tasks to run', async () => (await running(site)).length === TASKS);
  // Some have been renewed, some have not.
  await sleep(RENEW_MS);
  wrong.forEach((worker) => worker.signal('SIGSTOP'));
  const held = (
    await Promise.all(wrong.map(({ pid }) => noteHeldTasks(site.prisma, pid, Date.now())))
  ).flat();
  const next = site.startWorker({ WORKER_CONCURRENCY: String(TASKS) });
  if (!(await next.up)) throw new Error(`no worker came to take over: ${next.log()}`);
  await sleep(LEASE_MS + SLACK_MS);
  for (const worker of wrong) {
    worker.signal('SIGKILL');
    await worker.ended;
  }
  await Promise.all((await running(site)).map(({ id }) => site.api.request('DELETE', `/tasks/${id}`)));
  await site.settle(30_000);
  return held;
}

function checkMoves({ violate }: SiteRun, moved: number[], held: number): void {
  if (held === 0) violate('leases', 'the workers with the wrong clocks held nothing');
  if (moved.length < held) violate('leases', `${held - moved.length} tasks stayed with hung workers`);
  const early = moved.filter((milliseconds) => milliseconds < LEASE_MS - RENEW_MS - 1_000);
  const late = moved.filter((milliseconds) => milliseconds > LEASE_MS + SLACK_MS);
  if (early.length > 0) violate('leases', `${early.length} ran out early, after ${Math.min(...early)} ms`);
  if (late.length > 0) violate('leases', `${late.length} ran out late, after ${Math.max(...late)} ms`);
}

const running = ({ prisma }: Site): Promise<{ id: string }[]> =>
  prisma.task.findMany({ where: { status: 'in_progress' }, select: { id: true } });

if (import.meta.main) await runAlone(a10ClockSkew);
