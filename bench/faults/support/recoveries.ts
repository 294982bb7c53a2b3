import type { PrismaClient } from '../../../apps/api/src/db/client.ts';
import type { RecordedRun } from './recorded-run.ts';

/** A task that a worker held when it was killed. */
export type HeldTask = { id: string; attempt: number; killedAt: number };

export async function noteHeldTasks(
  prisma: PrismaClient,
  pid: number,
  killedAt: number,
): Promise<HeldTask[]> {
  const rows = await prisma.$queryRaw<{ id: string; attempt: number }[]>`
    SELECT t.id, t.attempt FROM tasks t JOIN workers w ON w.id = t.owner_id WHERE w.pid = ${pid} AND t.status = 'in_progress'`;
  return rows.map((row) => ({ ...row, killedAt }));
}

/** Milliseconds from the kill to the next claim of each task that was held. Cancelled ones have none. */
export function measureRecoveries({ events }: RecordedRun, held: HeldTask[]): number[] {
  const claims = Map.groupBy(
    events.filter(({ type, body }) => type === 'status_change' && body['reason'] === 'claimed'),
    ({ task_id }) => task_id,
  );
  return held.flatMap(({ id, attempt, killedAt }) => {
    const next = claims.get(id)?.find((claim) => claim.attempt > attempt);
    return next ? [Math.max(0, next.created_at.getTime() - killedAt)] : [];
  });
}
