import type { Transact } from '../db/transaction.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { resumeParents } from '../tasks/task-repository.ts';

/**
 * Queues the tasks whose awaited children have all ended. Called when a run has ended and every second: a child may end
 * while its parent is just about to wait, and then neither sees the other.
 */
export async function wakeParents({
  transact,
  queue,
}: {
  transact: Transact;
  queue: JobQueue;
}): Promise<void> {
  await transact(async (tx) => {
    for (const taskId of await resumeParents(tx)) await queue.wake(tx, { taskId });
  });
}
