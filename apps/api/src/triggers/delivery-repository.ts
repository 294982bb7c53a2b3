import { TOTAL_CAP, type DeliveryOutcome } from '@taskhelm/contract';
import type { Db, Prisma } from '../db/client.ts';

export type DeliveryRow = Prisma.TriggerDeliveryGetPayload<object>;

export type NewDelivery = Pick<DeliveryRow, 'id' | 'triggerId' | 'via' | 'outcome'> &
  Partial<
    Pick<
      DeliveryRow,
      | 'reasonCode'
      | 'reason'
      | 'fireAt'
      | 'messageId'
      | 'taskId'
      | 'requestedBy'
      | 'redeliveryOf'
      | 'body'
      | 'bodyBytes'
      | 'bodyIsCut'
      | 'verified'
      | 'latencyMs'
    >
  > & { headers?: Record<string, string> };

/** False where this fire or message has been recorded before; then nothing is written. */
export async function insertDelivery(db: Db, delivery: NewDelivery): Promise<boolean> {
  const { count } = await db.triggerDelivery.createMany({ data: [delivery], skipDuplicates: true });
  return count > 0;
}

/** The delivery that made a task of this message. */
export async function findAccepted(
  db: Db,
  triggerId: string,
  messageId: string,
): Promise<DeliveryRow | null> {
  return db.triggerDelivery.findFirst({ where: { triggerId, messageId, outcome: 'accepted' } });
}

export async function findDelivery(db: Db, triggerId: string, id: string): Promise<DeliveryRow | null> {
  return db.triggerDelivery.findFirst({ where: { id, triggerId } });
}

/**
 * Null where a trigger had fewer than `limit` deliveries of this outcome in the last minute, else in how many seconds it will
 * have. A transaction that waited for others counts by its own statement's time, not by the time it began.
 */
export async function secondsToFree(
  db: Db,
  triggerId: string,
  { outcome, limit }: { outcome: DeliveryOutcome; limit: number },
): Promise<number | null> {
  const [row] = await db.$queryRaw<{ seconds: number }[]>`
    SELECT greatest(1, ceil(extract(epoch FROM created_at + interval '1 minute' - clock_timestamp())))::int AS seconds
    FROM trigger_deliveries WHERE trigger_id = ${triggerId}::uuid AND via = 'webhook'
      AND outcome = ${outcome}::delivery_outcome AND created_at > clock_timestamp() - interval '1 minute'
    ORDER BY created_at DESC OFFSET ${limit - 1} LIMIT 1`;
  return row?.seconds ?? null;
}

export type DeliveryQuery = {
  page: number;
  per_page: number;
  as_of?: string | undefined;
  outcome?: DeliveryOutcome[] | undefined;
};

/** Newest first, with a total counted up to `TOTAL_CAP`. */
export async function listDeliveries(db: Db, triggerId: string, query: DeliveryQuery & { asOf: Date }) {
  const where: Prisma.TriggerDeliveryWhereInput = {
    triggerId,
    createdAt: { lte: query.asOf },
    ...(query.outcome && query.outcome.length > 0 ? { outcome: { in: query.outcome } } : {}),
  };
  const [rows, total] = await Promise.all([
    db.triggerDelivery.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (query.page - 1) * query.per_page,
      take: query.per_page,
    }),
    db.triggerDelivery.count({ where, take: TOTAL_CAP + 1 }),
  ]);
  return { rows, total: Math.min(total, TOTAL_CAP), totalIsCapped: total > TOTAL_CAP, asOf: query.asOf };
}

/** Deliveries are kept for thirty days, and message ids are known for as long. */
export async function removeOldTriggerDeliveries(db: Db, limit: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM trigger_deliveries WHERE id IN (
      SELECT id FROM trigger_deliveries WHERE created_at < now() - interval '30 days' LIMIT ${limit}
    )`;
}
