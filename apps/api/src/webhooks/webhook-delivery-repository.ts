import type { WebhookDelivery } from '@taskhelm/contract';
import type { Db } from '../db/client.ts';
import type { TaskNotice, TriggerNotice } from './notice.ts';
import type { SendResult } from './send-webhook.ts';

export type DeliveryRow = {
  id: string;
  webhook_id: string;
  state: WebhookDelivery['state'];
  attempts: number;
  tried_since: Date;
  next_at: Date;
  body: string | null;
  last_at: Date | null;
  last_status: number | null;
  last_error: string | null;
  last_ms: number | null;
  created_at: Date;
} & Subject<{ task_title: string }, { trigger_name: string }>;

/** What it tells of: an event of a task, or why a trigger was paused. */
type Subject<OfTask = object, OfTrigger = object> =
  | ({ task_id: string; seq: number; event: TaskNotice['event'] } & OfTask)
  | ({ task_id: null; trigger_id: string; note: string | null; event: TriggerNotice['event'] } & OfTrigger);

/** What is sent next: a delivery as this try holds it. */
export type ClaimedDelivery = Pick<DeliveryRow, 'id' | 'webhook_id' | 'attempts' | 'body' | 'created_at'> &
  Subject & { tried_for_ms: number; now: Date };

export type ClaimLimits = {
  limit: number;
  perDestination: number;
  /** How many notices the claiming process is sending to a destination already, by its id. */
  underWay: ReadonlyMap<string, number>;
};

/**
 * Takes up to `limit` notices that are due, of each destination no more than it has room for, so that one that does not
 * answer holds up no other. Of one task and destination only the first that is open is given, so that they arrive in order.
 * A try that is not heard of within a minute is made again, by whatever process.
 */
export async function claimDeliveries(
  db: Db,
  { limit, perDestination, underWay }: ClaimLimits,
): Promise<ClaimedDelivery[]> {
  return db.$queryRaw<ClaimedDelivery[]>`
    UPDATE webhook_deliveries d
    SET attempts = d.attempts + 1, next_at = now() + interval '60 seconds'
    WHERE d.id IN (
      SELECT due.id
      FROM webhooks w
      LEFT JOIN unnest(${[...underWay.keys()]}::uuid[], ${[...underWay.values()]}::int[]) AS busy (id, count) ON busy.id = w.id
      CROSS JOIN LATERAL (
        SELECT p.id, p.next_at FROM webhook_deliveries p
        WHERE p.webhook_id = w.id AND p.state = 'pending' AND p.next_at <= now() AND NOT EXISTS (
          SELECT 1 FROM webhook_deliveries e
          WHERE e.webhook_id = p.webhook_id AND e.task_id = p.task_id AND e.state = 'pending' AND e.seq < p.seq
        )
        ORDER BY p.next_at LIMIT greatest(0, ${perDestination}::int - coalesce(busy.count, 0)) FOR UPDATE SKIP LOCKED
      ) due
      WHERE w.enabled
      ORDER BY due.next_at LIMIT ${limit}
    )
    RETURNING d.id, d.webhook_id, d.task_id, d.seq, d.trigger_id, d.note, d.event, d.attempts, d.body,
              d.created_at, now() AS now, (extract(epoch FROM now() - d.tried_since) * 1000)::float8 AS tried_for_ms`;
}

/** What is sent is fixed before it is sent for the first time. */
export async function keepBody(db: Db, id: string, body: string): Promise<void> {
  await db.$executeRaw`UPDATE webhook_deliveries SET body = ${body} WHERE id = ${id}::uuid AND body IS NULL`;
}

type Outcome = SendResult & {
  /** Milliseconds to the next try; null where there is none. */
  nextInMs: number | null;
};

/** Records a try, unless another has been made since. */
export async function recordTry(
  db: Db,
  { id, attempts }: Pick<ClaimedDelivery, 'id' | 'attempts'>,
  outcome: Outcome,
): Promise<void> {
  const { status, error, durationMs, nextInMs } = outcome;
  const state = error === null ? 'delivered' : nextInMs === null ? 'dead' : 'pending';
  await db.$executeRaw`
    UPDATE webhook_deliveries
    SET state = ${state}, last_at = now(), last_status = ${status}::int, last_error = ${error}, last_ms = ${durationMs}::int,
        next_at = now() + ${nextInMs ?? 0}::float8 * interval '1 millisecond'
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND state = 'pending'`;
}

export async function listDeliveries(
  db: Db,
  webhookId: string,
  { states, asOf, page, perPage }: { states: string[]; asOf: Date; page: number; perPage: number },
): Promise<{ rows: DeliveryRow[]; total: number }> {
  const rows = await db.$queryRaw<DeliveryRow[]>`
    SELECT d.*, t.title AS task_title, tr.name AS trigger_name
    FROM webhook_deliveries d LEFT JOIN tasks t ON t.id = d.task_id LEFT JOIN triggers tr ON tr.id = d.trigger_id
    WHERE d.webhook_id = ${webhookId}::uuid AND d.state = ANY (${states}) AND d.created_at <= ${asOf}
    ORDER BY d.created_at DESC, d.id DESC LIMIT ${perPage} OFFSET ${(page - 1) * perPage}`;
  const counted = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM webhook_deliveries
      WHERE webhook_id = ${webhookId}::uuid AND state = ANY (${states}) AND created_at <= ${asOf} LIMIT 10001
    ) capped`;
  return { rows, total: counted[0]?.count ?? 0 };
}

/** Has a notice tried anew, whatever came of it. Null where there is no such notice. */
export async function reopenDelivery(db: Db, webhookId: string, id: string): Promise<DeliveryRow | null> {
  const rows = await db.$queryRaw<DeliveryRow[]>`
    UPDATE webhook_deliveries d
    SET state = 'pending', next_at = now(), tried_since = now()
    WHERE d.id = ${id}::uuid AND d.webhook_id = ${webhookId}::uuid
    RETURNING d.*, (SELECT title FROM tasks WHERE id = d.task_id) AS task_title,
              (SELECT name FROM triggers WHERE id = d.trigger_id) AS trigger_name`;
  return rows[0] ?? null;
}

/** Removes what was settled more than 30 days ago; returns how many. */
export async function removeOldDeliveries(db: Db, limit: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM webhook_deliveries WHERE id IN (
      SELECT id FROM webhook_deliveries WHERE state <> 'pending' AND created_at < now() - interval '30 days' LIMIT ${limit}
    )`;
}
