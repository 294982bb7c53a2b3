import {
  TASK_PRIORITIES,
  type HookSignature,
  type TaskLimits,
  type Trigger,
  type TriggerDelivery,
} from '@taskhelm/contract';
import type { JsonObject } from '@taskhelm/contract';
import { readSchedule } from './cron-schedule.ts';
import type { DeliveryRow } from './delivery-repository.ts';
import { isPayloadFault } from './read-payload.ts';
import type { LastRun, TriggerRow } from './trigger-repository.ts';

const BODY_IN_LISTS = 4_096;

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export const hookUrl = (publicUrl: string, hookId: string): string => `${publicUrl}/api/v1/hooks/${hookId}`;

export function toTrigger(row: TriggerRow, last: LastRun | undefined, publicUrl: string): Trigger {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    agent: { id: row.agent.id, name: row.agent.name },
    title: row.title,
    description: row.description,
    priority: TASK_PRIORITIES[row.priority] ?? 'normal',
    labels: row.labels,
    limits: row.limits as TaskLimits,
    enabled: row.enabled,
    pause_after_failures: row.pauseAfterFailures,
    paused: row.pausedAt ? { at: row.pausedAt.toISOString(), reason: row.pausedReason ?? '' } : null,
    ...cronPart(row),
    signature: row.signature as HookSignature | null,
    url: row.kind === 'webhook' && row.signature !== 'unsigned' ? hookUrl(publicUrl, row.id) : null,
    secrets: row.secrets.map((secret) => ({
      id: secret.id,
      hint: secret.hint,
      created_at: secret.createdAt.toISOString(),
      last_used_at: iso(secret.lastUsedAt),
    })),
    rate_limit_per_minute: row.rateLimitPerMinute,
    last_run: last ? toLastRun(last) : null,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

function cronPart(row: TriggerRow) {
  const read = row.cron && row.timeZone ? readSchedule(row.cron, row.timeZone) : null;
  return {
    cron: row.cron,
    cron_text: read && 'schedule' in read ? read.schedule.text : row.cron,
    time_zone: row.timeZone,
    missed: row.missed as Trigger['missed'],
    missed_limit: row.missedLimit,
    overlap: row.overlap as Trigger['overlap'],
    next_fire_at: iso(row.nextFireAt),
  };
}

function toLastRun(last: LastRun): Trigger['last_run'] {
  return {
    at: last.created_at.toISOString(),
    outcome: last.outcome,
    reason: last.reason,
    task: last.task_id && last.status ? { id: last.task_id, status: last.status } : null,
  };
}

/** Whether a delivery holds all that it takes to make its task again. */
export const canRedeliver = (row: DeliveryRow): boolean =>
  row.verified &&
  row.body !== null &&
  !row.bodyIsCut &&
  row.outcome !== 'duplicate' &&
  !isPayloadFault(row.reasonCode);

export function toDelivery(row: DeliveryRow, { isWhole }: { isWhole: boolean }): TriggerDelivery {
  const isCutHere = !isWhole && row.body !== null && row.body.length > BODY_IN_LISTS;
  return {
    id: row.id,
    created_at: row.createdAt.toISOString(),
    via: row.via as TriggerDelivery['via'],
    outcome: row.outcome,
    reason: row.reasonCode ? { code: row.reasonCode, message: row.reason ?? '' } : null,
    fire_at: iso(row.fireAt),
    message_id: row.messageId,
    task_id: row.taskId,
    requested_by: row.requestedBy,
    redelivery_of: row.redeliveryOf,
    headers: row.headers as JsonObject,
    body: isCutHere ? (row.body?.slice(0, BODY_IN_LISTS).toWellFormed() ?? null) : row.body,
    body_bytes: row.bodyBytes,
    body_is_cut: row.bodyIsCut || isCutHere,
    can_redeliver: canRedeliver(row),
    latency_ms: row.latencyMs,
  };
}
