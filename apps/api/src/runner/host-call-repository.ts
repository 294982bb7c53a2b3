import type { JsonObject } from '@taskhelm/contract';
import type { Db } from '../db/client.ts';

type HostCallKey = { taskId: string; callId: string };

export async function findHostCall(db: Db, { taskId, callId }: HostCallKey): Promise<JsonObject | null> {
  const row = await db.hostCall.findFirst({ where: { callId, taskId }, select: { output: true } });
  return row ? (row.output as JsonObject) : null;
}

export async function insertHostCall(db: Db, call: HostCallKey & { output: JsonObject }): Promise<void> {
  await db.hostCall.create({ data: call, select: { callId: true } });
}

/** Once a task has ended nothing of it is run again. */
export async function deleteOldHostCalls(db: Db, limit: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM host_calls WHERE call_id IN (
      SELECT h.call_id FROM host_calls h JOIN tasks t ON t.id = h.task_id
      WHERE t.finished_at < now() - interval '1 hour' LIMIT ${limit}
    )`;
}
