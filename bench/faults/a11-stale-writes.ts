import { createFaults } from '../../apps/api/src/runner/faults.ts';
import { claimTasks, type Claim } from '../../apps/api/src/runner/claim-repository.ts';
import { openTaskLog } from '../../apps/api/src/runner/task-log.ts';
import { TaskLostError } from '../../apps/api/src/errors.ts';
import { moveTask } from '../../apps/api/src/tasks/task-transitions.ts';
import { onSite } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import type { Random } from './support/random.ts';
import type { Site } from './support/site.ts';
import { forEachNumber } from './support/wait.ts';

const PARALLEL = 8;
const LIMITED_AGENT = 'limited';
const LIMIT = 3;
const CLAIMERS = 8;

type Counts = { refused: number; accepted: number; claims: number; over: number };

/**
 * Forced races: a task is claimed, taken away (by a cancel, or by recovery and another claim), and then its first holder
 * writes, through the functions that workers use. Then many claimers at once fight over an agent with a limit.
 */
export const a11StaleWrites = onSite({
  id: 'A11',
  title: 'writes of a worker that lost its task, and limits under many claimers',
  sizes: { ci: 1_000, soak: 5_000, prove: 200, test: 200 },
  protections: ['the fence', 'the lock behind the limit of an agent'],
  site: { workers: 0 },
  run: async ({ site, size, random, violate }) => {
    const counts: Counts = { refused: 0, accepted: 0, claims: 0, over: 0 };
    for (let done = 0; done < size; done += 100) {
      const count = Math.min(100, size - done);
      await forEachNumber(count, PARALLEL, () => create(site));
      await raceOnce({ site, counts, random }, count);
    }
    await fightOverLimit(site, size, counts);
    const { refused, accepted, claims, over } = counts;
    if (accepted > 0) violate('writes', `${accepted} stale ones were accepted`);
    if (over > 0) violate(LIMITED_AGENT, `its limit was exceeded ${over} times`);
    return {
      'forced races': refused + accepted,
      refused,
      accepted,
      'limited claims': claims,
      'over limit': over,
    };
  },
});

const create = async (site: Site, agent?: string): Promise<void> =>
  void (await site.create({ description: 'result done', ...(agent ? { agent } : {}) }));

/** Each claimed task is cancelled, given back, or given to another worker; then its first holder writes. */
async function raceOnce(writing: Writing, count: number): Promise<void> {
  const { site, random } = writing;
  const { prisma } = site;
  const claims = await claimTasks(prisma, crypto.randomUUID(), count);
  const ways = claims.map((claim) => ({ claim, way: random.between(0, 2), kind: random.between(0, 1) }));
  const cancelled = ways.filter(({ way }) => way === 0);
  const givenBack = ways.filter(({ way }) => way === 1);
  const takenOver = ways.filter(({ way }) => way === 2);
  const giveBack = (claim: Claim) =>
    moveTask(prisma, { ...claim, from: 'in_progress', to: 'pending', reason: 'worker_lost' });
  await each(cancelled, ({ claim }) => site.api.request('DELETE', `/tasks/${claim.taskId}`));
  await each(takenOver, ({ claim }) => giveBack(claim));
  const held = await claimTasks(prisma, crypto.randomUUID(), count);
  await each(givenBack, ({ claim }) => giveBack(claim));
  await each(ways, ({ claim, kind }) => writeLate(writing, claim, kind));
  const rest = await claimTasks(prisma, crypto.randomUUID(), count);
  await each([...held, ...rest], (claim) =>
    moveTask(prisma, { ...claim, from: 'in_progress', to: 'completed', reason: 'finished' }),
  );
}

async function each<Item>(items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  await forEachNumber(items.length, PARALLEL, async (index) => {
    const item = items[index];
    if (item !== undefined) await work(item);
  });
}

type Writing = { site: Site; counts: Counts; random: Random };

async function writeLate({ site, counts }: Writing, claim: Claim, kind: number): Promise<void> {
  const accepted = await (kind === 0 ? appendLate(site, claim) : completeLate(site, claim));
  if (accepted) counts.accepted += 1;
  else counts.refused += 1;
}

async function appendLate({ prisma }: Site, claim: Claim): Promise<boolean> {
  const task = await prisma.task.findUniqueOrThrow({ where: { id: claim.taskId } });
  const log = await openTaskLog(
    { prisma, faults: createFaults(null), signal: new AbortController().signal, onAppend: () => undefined },
    claim,
    task.sessionId,
  );
  try {
    await log.append([{ type: 'model_started', model: 'late', step: 1 }]);
    return true;
  } catch (error) {
    if (error instanceof TaskLostError) return false;
    throw error;
  }
}

const completeLate = ({ prisma }: Site, claim: Claim): Promise<boolean> =>
  moveTask(prisma, { ...claim, from: 'in_progress', to: 'completed', reason: 'finished' });

/** Every claimer counts after its claim is committed, before it lets go: the last of two that claimed too many sees it. */
async function fightOverLimit(site: Site, size: number, counts: Counts): Promise<void> {
  const { prisma } = site;
  const body = { name: LIMITED_AGENT, max_concurrent_tasks: LIMIT };
  await site.api.request('POST', '/agents', body);
  const agent = await prisma.agent.findFirstOrThrow({ where: { name: LIMITED_AGENT } });
  const total = size * 2;
  const open = Math.min(60, total);
  await forEachNumber(open, PARALLEL, () => create(site, LIMITED_AGENT));
  const claimer = async (): Promise<void> => {
    const owner = crypto.randomUUID();
    for (let idle = 0; counts.claims < total && idle < 2_000;) {
      const claims = await claimTasks(prisma, owner, 2);
      idle = claims.length === 0 ? idle + 1 : 0;
      counts.claims += claims.length;
      if (claims.length === 0) continue;
      const running = await prisma.task.count({ where: { agentId: agent.id, status: 'in_progress' } });
      if (running > LIMIT) counts.over += 1;
      for (const claim of claims)
        await moveTask(prisma, { ...claim, from: 'in_progress', to: 'pending', reason: 'drained' });
    }
  };
  await Promise.all(Array.from({ length: CLAIMERS }, claimer));
  const left = await prisma.task.findMany({ where: { agentId: agent.id }, select: { id: true } });
  await forEachNumber(left.length, PARALLEL, async (index) => {
    await site.api.request('DELETE', `/tasks/${left[index]?.id}`);
  });
}

if (import.meta.main) await runAlone(a11StaleWrites);
