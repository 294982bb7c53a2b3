import type { Webhook, WebhookDelivery } from '@taskhelm/contract';
import type { DeliveryRow } from './webhook-delivery-repository.ts';
import type { CountedWebhookRow } from './webhook-repository.ts';

export function toWebhook(row: CountedWebhookRow): Webhook {
  return {
    id: row.id,
    name: row.name,
    format: row.format,
    target: row.target,
    email: row.email,
    events: row.events,
    agent_ids: row.tells_of_all ? null : row.agent_ids,
    enabled: row.enabled,
    disabled_reason: row.disabled_reason,
    created_by: { type: row.created_by_type, id: row.created_by_id, name: row.created_by_name },
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    counts: { pending: Number(row.pending), delivered: Number(row.delivered), dead: Number(row.dead) },
    last_delivered_at: row.last_delivered_at?.toISOString() ?? null,
  };
}

export function toDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    event: row.event,
    ...(row.task_id === null
      ? { task: null, trigger: { id: row.trigger_id, name: row.trigger_name } }
      : { task: { id: row.task_id, title: row.task_title }, trigger: null }),
    state: row.state,
    attempts: row.attempts,
    created_at: row.created_at.toISOString(),
    next_attempt_at: row.state === 'pending' ? row.next_at.toISOString() : null,
    last_attempt: row.last_at && {
      at: row.last_at.toISOString(),
      status: row.last_status,
      error: row.last_error,
      duration_ms: row.last_ms ?? 0,
    },
    body: row.body,
  };
}
