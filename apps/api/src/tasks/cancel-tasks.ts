import { OPEN_STATUSES, type Actor } from '@taskhelm/contract';
import { Prisma, type Db } from '../db/client.ts';
import { withdrawInputs } from '../inputs/input-repository.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { LockedTask } from './task-repository.ts';
import { moveTasks } from './task-transitions.ts';

type Cancel = {
  /** Ids of those that are cancelled for their own sake, not with a task above them. */
  roots: readonly string[];
  actor: Actor;
  reason: string | undefined;
  queue: Pick<JobQueue, 'signalCancel'>;
};

/** Cancels open tasks that the transaction has locked, a statement for each kind, and tells the workers that run them. */
export async function cancelTasks(tx: Db, open: readonly LockedTask[], cancel: Cancel): Promise<void> {
  const { roots, actor, reason, queue } = cancel;
  const rootIds = new Set(roots);
  for (const status of OPEN_STATUSES) {
    for (const isRoot of [true, false]) {
      const tasks = open.filter((task) => task.status === status && rootIds.has(task.id) === isRoot);
      if (tasks.length === 0) continue;
      await moveTasks(tx, {
        tasks,
        from: status,
        to: 'cancelled',
        reason: isRoot ? 'cancelled' : 'parent_cancelled',
        by: actor,
        ...(reason ? { note: reason } : {}),
        set: [
          Prisma.sql`cancel_requested_at = now(), cancel_requested_by_type = ${actor.type}`,
          Prisma.sql`cancel_requested_by_id = ${actor.id}, cancel_requested_by_name = ${actor.name}`,
          Prisma.sql`cancel_reason = ${reason ?? null}`,
          // The value before this statement raises it: the attempt that the worker holds.
          Prisma.sql`cancelled_attempt = ${status === 'in_progress' ? Prisma.sql`attempt` : Prisma.sql`NULL`}`,
        ],
      });
    }
  }
  const ids = open.map(({ id }) => id);
  await withdrawInputs(tx, ids);
  for (const task of open.filter(({ status }) => status === 'in_progress')) {
    await queue.signalCancel(tx, task.id);
  }
}
