import { isFinal } from '@taskhelm/contract';
import type { Transact } from '../db/transaction.ts';
import { notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { cancelTasks } from './cancel-tasks.ts';
import { refuseUnless } from './refuse-unless.ts';
import { lockFamilies } from './task-repository.ts';

type Parts = { transact: Transact; queue: JobQueue; live: LiveFeed };
type Cancel = { caller: Caller; reason: string | undefined };

/**
 * Cancels a task and its open descendants in one transaction: final at once for every reader, and the workers that hold
 * them are told with the commit. Returns the ids of those it cancelled; none where the task was cancelled before.
 */
export async function cancelTask(
  { transact, queue, live }: Parts,
  id: string,
  { caller, reason }: Cancel,
): Promise<string[]> {
  const cancelled = await transact(async (tx) => {
    const family = await lockFamilies(tx, [id]);
    const task = family.find((member) => member.id === id);
    if (!task) throw notFound('task');
    if (task.status === 'cancelled') return [];
    refuseUnless(task, 'cancel');
    const open = family.filter((member) => !isFinal(member.status));
    await cancelTasks(tx, open, { roots: [id], actor: caller.actor, reason, queue });
    return open;
  });
  live.changed(...cancelled.map((member) => member.session_id));
  return cancelled.map((member) => member.id);
}
