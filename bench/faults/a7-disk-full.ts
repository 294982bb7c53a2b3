import type { TaskDetail } from '@taskhelm/contract';
import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { startOnSmallDisk, type SmallDisk } from './support/small-disk.ts';
import { AGENT, waitForStatus, type Answer, type Api, type Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const ASKING = 20;
const BACK_MS = 30_000;
/** What is left in half-filled pages takes some; then nothing fits any more. */
const MOST_CREATES = 3_000;
const FILLER = 'x'.repeat(4_000);

type DiskRun = SiteRun<SmallDisk>;

/** The disk of the database is full: first for data, then for the write-ahead log. */
export const a7DiskFull = onSite<SmallDisk>({
  id: 'A7',
  title: 'disk full: data, then WAL',
  sizes: { ci: 1, soak: 10, prove: 1 },
  protections: ['the reserve of the disk'],
  site: { workers: 1 },
  ownPostgres: startOnSmallDisk,
  run: async (run) => {
    const back: number[] = [];
    const fitted: number[] = [];
    for (let round = 0; round < run.size; round += 1) {
      fitted.push(await withoutData(run, back));
      await withoutLog(run, back);
      await run.site.settle();
    }
    if (Math.max(...back) > BACK_MS) run.violate('writes', `were back after ${Math.max(...back)} ms`);
    return {
      acknowledged: run.site.acknowledged.size,
      'creations that fitted still': fitted.join(' '),
      'cancelled and answered on a full disk': run.size * ASKING,
      'writes back': timesOf(back),
    };
  },
});

/** Nothing new is taken; what is there can be read, answered and cancelled. Returns how many creations fitted still. */
async function withoutData(run: DiskRun, back: number[]): Promise<number> {
  const { site, postgres } = run;
  const asking: TaskDetail[] = [];
  while (asking.length < ASKING)
    asking.push(await site.create({ description: 'ask Which colour?\nresult done' }));
  for (const { id } of asking) await waitForStatus(site, id, ['needs_input']);
  const free = postgres.fill('data');
  const fitted = await createUntilFull(run);
  await expectOk(run, 'list', ['GET', '/tasks']);
  for (const [index, task] of asking.entries()) {
    await expectOk(run, 'read', ['GET', `/tasks/${task.id}`]);
    if (index % 2 === 0) await expectOk(run, 'cancel', ['DELETE', `/tasks/${task.id}`]);
    else await respond(run, task);
  }
  for (const [index, { id }] of asking.entries())
    await waitForStatus(site, id, [index % 2 === 0 ? 'cancelled' : 'completed']);
  expectRefusal(run, await create(site));
  free();
  back.push(await timeToCreate(site));
  return fitted;
}

/** Postgres ends when it cannot write its log. Once there is room again, it is back by itself. */
async function withoutLog({ site, postgres, violate }: DiskRun, back: number[]): Promise<void> {
  const free = postgres.fill('wal');
  await waitFor('the log to be full', async () => {
    await site.prisma.$executeRaw`SELECT pg_switch_wal()`.catch(() => undefined);
    const { status, body } = await create(site);
    if (status !== 201 && status !== 503)
      violate('create', `without room for the log: ${status} ${JSON.stringify(body)}`);
    return status === 503;
  });
  const health = await fetch(`http://127.0.0.1:${site.api.port}/healthz`);
  if (health.status !== 200) violate('/healthz', `answered ${health.status}`);
  await sleep(2_000);
  free();
  back.push(await timeToCreate(site));
}

async function respond(run: DiskRun, { id, session_id: sessionId }: TaskDetail): Promise<void> {
  const { body } = await run.site.api.request<TaskDetail>('GET', `/tasks/${id}`);
  const answer = { call_id: body.pending_input?.call_id, answers: ['blue'] };
  await expectOk(run, 'respond', ['POST', `/sessions/${sessionId}/respond`, answer]);
}

async function expectOk(
  { site, violate }: DiskRun,
  what: string,
  request: Parameters<Api['request']>,
): Promise<void> {
  const { status, body } = await site.api.request(...request);
  if (status !== 200) violate(what, `answered ${status} ${JSON.stringify(body).slice(0, 200)}`);
}

type Created = Answer<TaskDetail & { code?: string }>;

async function create(site: Site): Promise<Created> {
  const task = { agent: AGENT, title: 'Filler', description: `result ${FILLER}` };
  const answer: Created = await site.api.request('POST', '/tasks', task);
  if (answer.status === 201) site.acknowledged.add(answer.body.id);
  return answer;
}

async function createUntilFull(run: DiskRun): Promise<number> {
  for (let count = 0; count < MOST_CREATES; count += 1) {
    const answer = await create(run.site);
    if (answer.status === 201) continue;
    expectRefusal(run, answer);
    return count;
  }
  run.violate('create', `${MOST_CREATES} creations fitted on a full disk`);
  return MOST_CREATES;
}

function expectRefusal({ violate }: DiskRun, { status, body }: Created): void {
  if (status !== 503 || body.code !== 'disk_full')
    violate('create', `on a full disk answered ${status} ${body.code}`);
}

async function timeToCreate(site: Site): Promise<number> {
  const begin = Date.now();
  await waitFor('a creation', async () => (await create(site).catch(() => null))?.status === 201, {
    timeoutMs: 120_000,
  });
  return Date.now() - begin;
}

if (import.meta.main) await runAlone(a7DiskFull);
