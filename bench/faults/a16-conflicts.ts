import type { TaskDetail } from '@taskhelm/contract';
import { onSite } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import type { Random } from './support/random.ts';
import { AGENT, type Answer, type Site } from './support/site.ts';
import { forEachNumber, sleep } from './support/wait.ts';

/** One in so many statements that write fails, now as a deadlock, now as a serialization failure. */
const EVERY = 20;
const TABLES = ['tasks', 'task_events', 'input_requests', 'idempotency_keys', 'agents', 'pgboss.job'];
const TRIES = 20;

/** Deadlocks and serialization failures under every kind of write, of clients and of workers. */
export const a16Conflicts = onSite({
  id: 'A16',
  title: 'deadlocks and serialization failures',
  sizes: { ci: 60, soak: 1_000, prove: 60 },
  protections: [],
  noProof:
    "the repeats are in the program's own driver as well; a proof that takes them from the site alone is not written yet",
  site: { workers: 2 },
  run: async ({ site, size, random, violate }) => {
    const statuses = new Map<number, number>();
    await installConflicts(site, random);
    await forEachNumber(size, 6, (number) => journey({ site, random, statuses }, number));
    await site.settle();
    const { injected, writes } = await countConflicts(site);
    await site.prisma.$executeRaw`DROP FUNCTION fault_conflict CASCADE`;
    if (injected === 0) violate('conflicts', 'none was injected');
    for (const [status, count] of statuses)
      if (status >= 400 && status !== 503) violate('conflicts', `${count} answers were ${status}`);
    return {
      'statements that wrote': writes,
      'conflicts injected': injected,
      answers: [...statuses]
        .toSorted(([one], [other]) => one - other)
        .map(([status, count]) => `${count}x ${status}`)
        .join(' '),
    };
  },
});

type Scene = { site: Site; random: Random; statuses: Map<number, number> };

/** Creates, changes, and lets run, answers or cancels; a new agent now and then. What is refused with 503 is repeated. */
async function journey(scene: Scene, number: number): Promise<void> {
  const { site, random } = scene;
  const created = await insist<TaskDetail>(
    scene,
    ['POST', '/tasks', { agent: AGENT, title: 'Fault', description: script(random) }],
    { headers: { 'idempotency-key': `journey-${number}` } },
  );
  const { id } = created.body;
  site.acknowledged.add(id);
  // The task may have ended by then.
  await insist(scene, ['PATCH', `/tasks/${id}`, { labels: [`n${number}`] }]);
  if (number % 5 === 0) await insist(scene, ['DELETE', `/tasks/${id}`], { also: [409] });
  if (number % 10 === 0)
    await insist(scene, ['POST', '/agents', { name: `agent-${number}`, tools: [] }], { also: [409] });
  await site.answerAll().catch(() => undefined);
}

type Request = [method: string, path: string, body?: unknown];

/** Until the answer is not 503. */
async function insist<Body>(
  { site, statuses }: Scene,
  [method, path, body]: Request,
  { headers = {}, also = [] }: { headers?: Record<string, string>; also?: number[] } = {},
): Promise<Answer<Body>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await site.api.request<Body>(method, path, body, headers);
    if (!also.includes(answer.status)) statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status !== 503 || tries === TRIES) return answer;
    await sleep(50);
  }
}

function script(random: Random): string {
  const steps = [
    'call ring_same {"ms": 50}',
    'call ring_read {"ms": 20}',
    'ask Which colour?',
    'say on we go',
  ];
  return [...Array.from({ length: 4 }, () => random.pick(steps)), 'result done'].join('\n');
}

async function installConflicts(site: Site, random: Random): Promise<void> {
  const { prisma } = site;
  await prisma.$executeRawUnsafe(`CREATE SEQUENCE fault_writes START ${random.between(1, EVERY)}`);
  await prisma.$executeRaw`CREATE SEQUENCE fault_conflicts`;
  // A sequence counts on although the transaction that it counted in is undone.
  await prisma.$executeRawUnsafe(`CREATE FUNCTION fault_conflict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('public.fault_writes') % ${EVERY} = 0 THEN
      RAISE EXCEPTION 'made by a fault program' USING ERRCODE =
        CASE WHEN nextval('public.fault_conflicts') % 2 = 0 THEN '40001' ELSE '40P01' END;
    END IF;
    RETURN NULL; END $$`);
  for (const table of TABLES) {
    await prisma.$executeRawUnsafe(
      `CREATE TRIGGER fault_conflict BEFORE INSERT OR UPDATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION fault_conflict()`,
    );
  }
}

async function countConflicts(site: Site): Promise<{ injected: number; writes: number }> {
  const rows = await site.prisma.$queryRaw<{ injected: number; writes: number }[]>`
    SELECT (SELECT last_value::int FROM fault_conflicts) AS injected, (SELECT last_value::int FROM fault_writes) AS writes`;
  return rows[0] ?? { injected: 0, writes: 0 };
}

if (import.meta.main) await runAlone(a16Conflicts);
