import type { Actor, WebhookEvent, WebhookFormat } from '@taskhelm/contract';
import { Prisma, type Db } from '../db/client.ts';

export type WebhookRow = {
  id: string;
  name: string;
  format: WebhookFormat;
  sealed_url: string;
  target: string;
  sealed_secret: string | null;
  sealed_previous_secret: string | null;
  previous_secret_until: Date | null;
  email: { from: string; to: string[] } | null;
  events: WebhookEvent[];
  agent_ids: string[];
  tells_of_all: boolean;
  enabled: boolean;
  disabled_reason: string | null;
  created_by_type: Actor['type'];
  created_by_id: string | null;
  created_by_name: string;
  created_at: Date;
  updated_at: Date;
};

/** With what came of its deliveries. */
export type CountedWebhookRow = WebhookRow & {
  pending: bigint;
  delivered: bigint;
  dead: bigint;
  last_delivered_at: Date | null;
};

const selectCounted = Prisma.sql`
  SELECT w.*, counts.* FROM webhooks w
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE state = 'pending') AS pending, count(*) FILTER (WHERE state = 'delivered') AS delivered,
           count(*) FILTER (WHERE state = 'dead') AS dead, max(last_at) FILTER (WHERE state = 'delivered') AS last_delivered_at
    FROM webhook_deliveries d WHERE d.webhook_id = w.id
  ) counts`;

export async function listWebhooks(db: Db): Promise<CountedWebhookRow[]> {
  return db.$queryRaw<CountedWebhookRow[]>`${selectCounted} ORDER BY w.name`;
}

export async function findCountedWebhook(db: Db, id: string): Promise<CountedWebhookRow | null> {
  const rows = await db.$queryRaw<CountedWebhookRow[]>`${selectCounted} WHERE w.id = ${id}::uuid`;
  return rows[0] ?? null;
}

export async function findWebhook(db: Db, id: string): Promise<WebhookRow | null> {
  const rows = await db.$queryRaw<WebhookRow[]>`SELECT * FROM webhooks WHERE id = ${id}::uuid`;
  return rows[0] ?? null;
}

export type NewWebhook = Prisma.WebhookUncheckedCreateInput;
export type WebhookChange = Prisma.WebhookUncheckedUpdateManyInput;

export async function insertWebhook(db: Db, webhook: NewWebhook): Promise<void> {
  await db.webhook.create({ data: webhook });
}

/** False where there is none. */
export async function updateWebhook(db: Db, id: string, change: WebhookChange): Promise<boolean> {
  const data = { ...change, updatedAt: new Date() };
  return (await db.webhook.updateMany({ where: { id }, data })).count > 0;
}

export async function deleteWebhook(db: Db, id: string): Promise<boolean> {
  return (await db.webhook.deleteMany({ where: { id } })).count > 0;
}

/** Of `ids`, those that belong to agents. */
export async function findAgentIds(db: Db, ids: string[]): Promise<string[]> {
  return (await db.agent.findMany({ where: { id: { in: ids } }, select: { id: true } })).map(({ id }) => id);
}
