import { readFileSync } from 'node:fs';
import { onSite } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { waitForStatus, type Site } from './support/site.ts';
import { sleep } from './support/wait.ts';

const MEMORY_MB = 20;

/** What tasks that wait for a person cost a worker: its memory and its connections without and with many of them. */
export const parkedCost = onSite({
  id: 'PARKED',
  title: 'what waiting tasks cost',
  sizes: { ci: 10_000, soak: 10_000, prove: 10_000 },
  protections: ['parking as a row'],
  site: { workers: 1 },
  run: async ({ site, size, violate }) => {
    const worker = site.workers[0];
    if (!worker) throw new Error('there is no worker');
    const { id } = await site.create({ description: 'ask Which colour?\nresult {answer}' });
    await waitForStatus(site, id, ['needs_input']);
    await sleep(3_000);
    const before = { memory: await memoryOf(worker.pid), connections: await countConnections(site) };
    await copyTask(site, id, size - 1);
    await sleep(3_000);
    const after = { memory: await memoryOf(worker.pid), connections: await countConnections(site) };
    const waiting = await site.prisma.task.count({ where: { status: 'needs_input' } });
    const grown = after.memory - before.memory;
    if (grown > MEMORY_MB) violate('memory', `grew by ${grown.toFixed(1)} MB`);
    if (after.connections > before.connections)
      violate('connections', `${after.connections} instead of ${before.connections}`);
    return {
      waiting,
      'worker memory': `${before.memory.toFixed(1)} → ${after.memory.toFixed(1)} MB`,
      connections: `${before.connections} → ${after.connections}`,
    };
  },
});

/** Resident memory in MB; the least of some looks, since a collector runs when it likes. */
async function memoryOf(pid: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let looks = 0; looks < 20; looks += 1) {
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    least = Math.min(least, kilobytes / 1_024);
    await sleep(250);
  }
  return least;
}

async function countConnections({ prisma }: Site): Promise<number> {
  const rows = await prisma.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'taskhelm%'`;
  return Number(rows[0]?.count);
}

/** Copies of a waiting task with its log and its questions, as rows. They were never run, so the fence has no say in it. */
async function copyTask({ prisma }: Site, id: string, copies: number): Promise<void> {
  await prisma.$transaction([
    prisma.$executeRaw`SET LOCAL session_replication_role = replica`,
    prisma.$executeRaw`
      CREATE TEMPORARY TABLE copies ON COMMIT DROP AS
      SELECT gen_random_uuid() AS id, gen_random_uuid() AS session_id FROM generate_series(1, ${copies}::int)`,
    prisma.$executeRaw`
      INSERT INTO tasks (id, session_id, agent_id, title, description, status, source, labels, created_by_type, created_by_name,
                         root_task_id, waiting_since, attempt, last_seq)
      SELECT c.id, c.session_id, t.agent_id, t.title, t.description, t.status, t.source, t.labels, t.created_by_type,
             t.created_by_name, c.id, t.waiting_since, t.attempt, t.last_seq
      FROM tasks t CROSS JOIN copies c WHERE t.id = ${id}::uuid`,
    prisma.$executeRaw`
      INSERT INTO task_events (session_id, seq, task_id, type, attempt, agent_name, call_id, body, created_at)
      SELECT c.session_id, e.seq, c.id, e.type, e.attempt, e.agent_name, e.call_id, e.body, e.created_at
      FROM task_events e CROSS JOIN copies c WHERE e.task_id = ${id}::uuid`,
    prisma.$executeRaw`
      INSERT INTO input_requests (call_id, task_id, session_id, kind, title, questions, allowed_decisions, state)
      SELECT gen_random_uuid(), c.id, c.session_id, i.kind, i.title, i.questions, i.allowed_decisions, i.state
      FROM input_requests i CROSS JOIN copies c WHERE i.task_id = ${id}::uuid`,
  ]);
}

if (import.meta.main) await runAlone(parkedCost);
