import type { DeliveryOutcome, TaskStatus } from '@taskhelm/contract';
import type { Prisma, Db } from '../db/client.ts';
import { isId } from '../db/is-id.ts';

const related = {
  agent: { select: { id: true, name: true, enabled: true, archivedAt: true } },
  secrets: { orderBy: { createdAt: 'asc' } },
} as const satisfies Prisma.TriggerInclude;

/** A trigger with its agent and its secrets. */
export type TriggerRow = Prisma.TriggerGetPayload<{ include: typeof related }>;

/** By id or by name. */
export async function findTrigger(db: Db, idOrName: string): Promise<TriggerRow | null> {
  const where = isId(idOrName) ? { OR: [{ id: idOrName }, { name: idOrName }] } : { name: idOrName };
  return db.trigger.findFirst({ where, include: related });
}

/** The trigger that a hook's address leads to: by its id where requests are signed, else by the secret address. */
export async function findTriggerOfHook(
  db: Db,
  hook: { id: string; hash: string },
): Promise<TriggerRow | null> {
  return isId(hook.id)
    ? db.trigger.findFirst({
        where: { id: hook.id, kind: 'webhook', signature: { not: 'unsigned' } },
        include: related,
      })
    : db.trigger.findFirst({ where: { secrets: { some: { hash: hook.hash } } }, include: related });
}

export async function listTriggers(db: Db, kinds: ('cron' | 'webhook')[]): Promise<TriggerRow[]> {
  return db.trigger.findMany({
    ...(kinds.length > 0 ? { where: { kind: { in: kinds } } } : {}),
    include: related,
    orderBy: { name: 'asc' },
  });
}

/** Every trigger there is, and of the ids among `wanted` those of deleted ones that have made tasks. */
export async function listKnownTriggers(
  db: Db,
  wanted: string[],
): Promise<{ id: string; name: string | null }[]> {
  return db.$queryRaw`
    SELECT id, name FROM triggers
    UNION ALL
    SELECT gone.id, NULL FROM unnest(${wanted.filter(isId)}::uuid[]) AS gone(id)
    WHERE NOT EXISTS (SELECT 1 FROM triggers tr WHERE tr.id = gone.id)
      AND EXISTS (SELECT 1 FROM tasks t WHERE t.trigger_id = gone.id)
    ORDER BY name`;
}

export type LastRun = {
  trigger_id: string;
  created_at: Date;
  outcome: DeliveryOutcome;
  reason: string | null;
  task_id: string | null;
  status: TaskStatus | null;
};

/** What each trigger last did; strangers' requests do not count. */
export async function findLastRuns(db: Db, ids: string[]): Promise<Map<string, LastRun>> {
  const rows = await db.$queryRaw<LastRun[]>`
    SELECT wanted.id AS trigger_id, last.created_at, last.outcome, last.reason, t.id AS task_id, t.status
    FROM unnest(${ids}::uuid[]) AS wanted(id)
    CROSS JOIN LATERAL (
      SELECT d.* FROM trigger_deliveries d WHERE d.trigger_id = wanted.id AND d.outcome <> 'duplicate' AND d.verified
      ORDER BY d.created_at DESC, d.id DESC LIMIT 1
    ) last
    LEFT JOIN tasks t ON t.id = last.task_id`;
  return new Map(rows.map((row) => [row.trigger_id, row]));
}

/** The ids of the triggers that are due at `now`, or by the database's clock, the longest due first. */
export async function listDueTriggers(db: Db, now: Date | null, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM triggers WHERE next_fire_at <= coalesce(${now}::timestamptz, now())
    ORDER BY next_fire_at, id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** Whoever has locked it takes its messages alone until the transaction ends. */
export async function lockTrigger(db: Db, id: string): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM triggers WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
}

/** A trigger that is still due, its row locked until the transaction ends; null where another worker has it. */
export async function lockDueTrigger(
  db: Db,
  id: string,
  now: Date | null,
): Promise<{ trigger: TriggerRow; now: Date } | null> {
  const [locked] = await db.$queryRaw<{ now: Date }[]>`
    SELECT coalesce(${now}::timestamptz, now()) AS now FROM triggers
    WHERE id = ${id}::uuid AND next_fire_at <= coalesce(${now}::timestamptz, now())
    FOR NO KEY UPDATE SKIP LOCKED`;
  const trigger = locked ? await findTrigger(db, id) : null;
  return locked && trigger ? { trigger, now: locked.now } : null;
}

export async function setNextFire(db: Db, id: string, nextFireAt: Date | null): Promise<void> {
  await db.trigger.update({ where: { id }, data: { nextFireAt } });
}

export type PausedTrigger = { id: string; name: string; reason: string };

/**
 * Pauses the triggers of which the last `pause_after_failures` runs have all failed, and returns them. A run is a task that
 * ended, or a fire that made none because its agent takes none.
 */
export async function pauseFailing(db: Db): Promise<PausedTrigger[]> {
  return db.$queryRaw<PausedTrigger[]>`
    UPDATE triggers tr SET enabled = false, next_fire_at = NULL, paused_at = now(), updated_at = now(), version = version + 1,
      paused_reason = concat_ws(' ',
        CASE WHEN tr.pause_after_failures = 1 THEN 'Its last run failed.'
          ELSE 'Its last ' || tr.pause_after_failures || ' runs failed.' END,
        (SELECT CASE WHEN d.outcome = 'refused' THEN d.reason END FROM trigger_deliveries d
          WHERE d.trigger_id = tr.id AND (d.outcome = 'accepted' OR d.reason_code = 'agent_disabled')
          ORDER BY d.created_at DESC LIMIT 1))
    WHERE tr.enabled AND tr.pause_after_failures IS NOT NULL AND (
      SELECT count(*) = tr.pause_after_failures AND bool_and(last.failed) FROM (
        (SELECT t.created_at, t.status = 'failed' AS failed FROM tasks t
          WHERE t.trigger_id = tr.id AND t.created_at >= tr.counting_since AND t.status IN ('completed', 'failed')
          ORDER BY t.created_at DESC LIMIT tr.pause_after_failures)
        UNION ALL
        (SELECT d.created_at, true FROM trigger_deliveries d
          WHERE d.trigger_id = tr.id AND d.created_at >= tr.counting_since AND d.reason_code = 'agent_disabled'
          ORDER BY d.created_at DESC LIMIT tr.pause_after_failures)
        ORDER BY created_at DESC LIMIT tr.pause_after_failures
      ) last
    )
    RETURNING tr.id, tr.name, tr.paused_reason AS reason`;
}

/** Notes that a secret is in use, at most once a minute. */
export async function touchSecret(db: Db, id: string): Promise<void> {
  await db.$executeRaw`
    UPDATE trigger_secrets SET last_used_at = now()
    WHERE id = ${id}::uuid AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`;
}
