import { Prisma, type Db } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import { withdrawInputs } from '../inputs/input-repository.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { moveTask } from '../tasks/task-transitions.ts';
import { lockLostTasks, type LostTask } from './claim-repository.ts';

/** Few at once: they can be claimed as soon as their batch is committed, and other workers take the next ones meanwhile. */
const BATCH = 10;
/** Crashes in a row without a new event in between after which a task is given up. */
const MAX_CRASHES = 5;
const BACKOFF_SECONDS = [0, 1, 2, 4, 8];

/** Puts the tasks of dead workers back into the queue, or fails those that have killed five in a row. Returns how many. */
export async function recoverTasks(transact: Transact, queue: JobQueue): Promise<number> {
  for (let total = 0; ;) {
    const count = await recoverBatch(transact, queue);
    total += count;
    if (count < BATCH) return total;
  }
}

function recoverBatch(transact: Transact, queue: JobQueue): Promise<number> {
  return transact(async (tx) => {
    const lost = await lockLostTasks(tx, BATCH);
    const waking: string[] = [];
    for (const task of lost) if ((await recover(tx, queue, task)) === 'runnable') waking.push(task.id);
    // Whoever hears one wake-up claims all that it has slots for.
    const [first] = waking;
    if (first) await queue.wake(tx, { taskId: first });
    return lost.length;
  });
}

async function recover(tx: Db, queue: JobQueue, task: LostTask): Promise<'failed' | 'delayed' | 'runnable'> {
  const crashes = task.progressed ? 1 : task.crashes + 1;
  const at = { taskId: task.id, attempt: task.attempt, from: 'in_progress' } as const;
  const crashed = Prisma.sql`crashes = ${crashes}, crashed_seq = last_seq + 1`;
  if (crashes >= MAX_CRASHES) {
    const message = `Its worker died ${crashes} times at the same step. See the worker's log, then run the task again.`;
    const failure = Prisma.sql`failure_code = 'worker_crashed', failure_message = ${message}`;
    await moveTask(tx, {
      ...at,
      to: 'failed',
      reason: 'worker_crashed',
      note: message,
      set: [crashed, failure],
    });
    await withdrawInputs(tx, [task.id]);
    return 'failed';
  }
  const seconds = BACKOFF_SECONDS[crashes - 1] ?? 8;
  const runAt = Prisma.sql`run_at = now() + make_interval(secs => ${seconds})`;
  await moveTask(tx, { ...at, to: 'pending', reason: 'worker_lost', set: [crashed, runAt] });
  if (seconds === 0) return 'runnable';
  await queue.wake(tx, { taskId: task.id, at: new Date(Date.now() + seconds * 1_000) });
  return 'delayed';
}
