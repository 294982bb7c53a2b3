import type { Context } from '../context.ts';
import { expireInputs } from '../inputs/expire-inputs.ts';
import { removeOldTriggerDeliveries } from '../triggers/delivery-repository.ts';
import { fireDueTriggers, type FireParts } from '../triggers/fire-due-triggers.ts';
import { pauseFailingTriggers } from '../triggers/pause-failing-triggers.ts';
import { endStuckListeners } from './end-stuck-listeners.ts';
import { deleteOldHostCalls } from './host-call-repository.ts';
import { recoverTasks } from './recover-tasks.ts';
import { removeOldDeliveries } from '../webhooks/webhook-delivery-repository.ts';
import { wakeParents } from './wake-parents.ts';

const BATCH = 500;

/**
 * Every second, in every worker: frees the tasks of dead workers, closes expired requests, goes on with parents, ends
 * listeners that hear nothing, fires what is due.
 */
export async function sweep(parts: FireParts): Promise<void> {
  const { prisma, transact, queue } = parts;
  await recoverTasks(transact, queue);
  await expireInputs(transact, queue);
  await wakeParents({ transact, queue });
  await endStuckListeners(prisma);
  await pauseFailingTriggers(parts);
  await fireDueTriggers(parts);
}

/**
 * Every hour: idempotency keys older than seven days, notices settled long ago, deliveries of triggers older than thirty
 * days, sessions and codes that have expired, workers long gone.
 */
export async function tidy({ prisma }: Pick<Context, 'prisma'>): Promise<void> {
  let removed: number;
  do {
    removed = await prisma.$executeRaw`
      DELETE FROM idempotency_keys WHERE (actor, key) IN (
        SELECT actor, key FROM idempotency_keys WHERE created_at < now() - interval '7 days' LIMIT ${BATCH}
      )`;
  } while (removed === BATCH);
  while ((await deleteOldHostCalls(prisma, BATCH)) === BATCH);
  do removed = await removeOldDeliveries(prisma, BATCH);
  while (removed === BATCH);
  do removed = await removeOldTriggerDeliveries(prisma, BATCH);
  while (removed === BATCH);
  await prisma.$executeRaw`DELETE FROM browser_sessions WHERE expires_at < now()`;
  await prisma.$executeRaw`DELETE FROM sign_in_codes WHERE expires_at < now()`;
  await prisma.$executeRaw`
    DELETE FROM workers w WHERE w.started_at < now() - interval '1 day'
      AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.owner_id = w.id)
      AND NOT EXISTS (
        SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND (l.classid::bigint << 32 | l.objid::bigint) = w.lock_key
      )`;
}
