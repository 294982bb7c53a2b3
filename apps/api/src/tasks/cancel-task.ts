import { isFinal, type Actor } from '@taskhelm/contract';
import type { Db } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import { notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { cancelTasks } from './cancel-tasks.ts';
import { refuseUnless } from './refuse-unless.ts';
import { lockFamilies, type LockedTask } from './task-repository.ts';

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
  const cancelled = await transact((tx) => cancelFamily(tx, { id, by: caller.actor, reason }, queue));
  live.changed(...cancelled.map((member) => member.session_id));
  return cancelled.map((member) => member.id);
}

export type FamilyCancel = {
  id: string;
  by: Actor;
  reason: string | undefined;
  /** A task that has completed or failed is left as it is, without an error. */
  evenIfFinal?: boolean;
};

/** The same in the caller's transaction; returns those that were open. One that is cancelled already is left as it is. */
export async function cancelFamily(
  tx: Db,
  { id, by, reason, evenIfFinal = false }: FamilyCancel,
  queue: JobQueue,
): Promise<LockedTask[]> {
  const family = await lockFamilies(tx, [id]);
  const task = family.find((member) => member.id === id);
  if (!task) throw notFound('task');
  if (task.status === 'cancelled' || (evenIfFinal && isFinal(task.status))) return [];
  refuseUnless(task, 'cancel');
  const open = family.filter((member) => !isFinal(member.status));
  await cancelTasks(tx, open, { roots: [id], actor: by, reason, queue });
  return open;
}
