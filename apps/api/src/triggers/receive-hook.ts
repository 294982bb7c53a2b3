import { HOOK_BODY_LIMIT, type ErrorCode, type HookAnswer, type HookSignature } from '@taskhelm/contract';
import { lockAgent } from '../agents/agent-repository.ts';
import type { Db, PrismaClient } from '../db/client.ts';
import { databaseTime } from '../db/database-time.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, notFound, TooManyRequestsError } from '../errors.ts';
import { cleanText } from '../http/clean-text.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { TaskService } from '../tasks/task-service.ts';
import { hashSecret } from '../tokens/secret.ts';
import { findAccepted, insertDelivery, secondsToFree, type DeliveryRow } from './delivery-repository.ts';
import { readMessageId, verifySignature, type Verdict } from './hook-signature.ts';
import { readPayload, type Payload } from './read-payload.ts';
import { findTriggerOfHook, lockTrigger, touchSecret, type TriggerRow } from './trigger-repository.ts';
import { openSecrets } from './trigger-secrets.ts';
import { agentProblem, buildTask } from './trigger-task.ts';

/** Refused requests are recorded up to so many a minute and trigger: strangers must not fill the disk. */
const REFUSALS_PER_MINUTE = 30;
/** So are requests that bring a known message again. */
const REPEATS_PER_MINUTE = 60;
/** What is kept of a body whose sender is unknown. */
const STRANGER_BODY = 2_048;
const KEPT_HEADERS = [
  'content-type',
  'user-agent',
  'webhook-id',
  'webhook-timestamp',
  'x-github-event',
  'x-github-delivery',
  'x-github-hook-id',
  'idempotency-key',
];

export type HookRequest = {
  hookId: string;
  header: (name: string) => string | undefined;
  body: Buffer;
  /** From `performance.now()`, when the body had arrived. */
  receivedAt: number;
};

type Parts = {
  prisma: PrismaClient;
  transact: Transact;
  tasks: Pick<TaskService, 'addTask'>;
  secrets: SecretBox;
  newId: () => string;
  publicUrl: string;
};

export type ReceiveHook = (request: HookRequest) => Promise<HookAnswer>;

type Refusal = {
  status: ErrorCode;
  code: string;
  message: string;
  verified: boolean;
  /** Where it is refused for now only. */
  retryAfterSeconds?: number;
};

/**
 * Takes one request to a webhook trigger: checks that it is genuine, that the message is a new one, and makes its task.
 * Whatever comes of it is in the trigger's deliveries.
 */
export function createReceiveHook(parts: Parts): ReceiveHook {
  const { prisma, secrets, publicUrl } = parts;
  return async (request) => {
    const id = request.hookId;
    const trigger = await findTriggerOfHook(prisma, { id, hash: hashSecret(id) });
    if (!trigger) throw notFound('webhook');
    const verdict = await verify(prisma, secrets, { trigger, request });
    const checked = await check(prisma, { trigger, request, verdict });
    if ('status' in checked) return refuse(parts, { trigger, request, refusal: checked });
    if ('secretId' in verdict) await touchSecret(prisma, verdict.secretId);
    const answer = (outcome: HookAnswer['outcome'], delivery: MadeDelivery): HookAnswer => ({
      outcome,
      delivery_id: delivery.id,
      task_id: delivery.taskId ?? '',
      task_url: `${publicUrl}/api/v1/tasks/${delivery.taskId}`,
    });
    if ('first' in checked) {
      await recordDuplicate(parts, prisma, { trigger, request, first: checked.first });
      return answer('duplicate', checked.first);
    }
    const taken = await parts.transact((tx) => accept(parts, tx, { trigger, request, ...checked }));
    if ('status' in taken) return refuse(parts, { trigger, request, refusal: taken });
    return answer(taken.isFirst ? 'accepted' : 'duplicate', taken.delivery);
  };
}

type Hook = { trigger: TriggerRow; request: HookRequest };
type MadeDelivery = Pick<DeliveryRow, 'id' | 'taskId'>;

async function verify(
  prisma: PrismaClient,
  secrets: SecretBox,
  { trigger, request }: Hook,
): Promise<Verdict> {
  const signature = trigger.signature as HookSignature;
  if (signature === 'unsigned') {
    // Found by the secret in its address.
    const hash = hashSecret(request.hookId);
    return { secretId: trigger.secrets.find((secret) => secret.hash === hash)?.id ?? '' };
  }
  const { header, body } = request;
  const now = await databaseTime(prisma);
  const readable = openSecrets(secrets, trigger);
  if (readable.length === 0) {
    const message = 'The secret of this trigger cannot be read any more; who runs the server has to add one.';
    return { code: 'secret_unreadable', message };
  }
  return verifySignature(signature, { header, body, now }, readable);
}

type Checked = Refusal | { first: DeliveryRow } | { payload: Payload; messageId: string | null };

/** In this order, so that strangers learn nothing about the trigger, and a repeat is answered whatever else holds. */
async function check(
  prisma: PrismaClient,
  { trigger, request, verdict }: Hook & { verdict: Verdict },
): Promise<Checked> {
  if (request.body.length > HOOK_BODY_LIMIT) {
    return {
      status: 'body_too_large',
      code: 'body_too_large',
      message: 'The body is larger than 256 KiB.',
      verified: 'secretId' in verdict,
    };
  }
  if ('code' in verdict) {
    const status = verdict.code === 'secret_unreadable' ? 'unavailable' : 'invalid_signature';
    return { ...verdict, status, verified: false };
  }
  const messageId = readMessageId(request.header);
  const first = messageId === null ? null : await findAccepted(prisma, trigger.id, messageId);
  if (first) return { first };
  const refused = (status: ErrorCode, code: string, message: string): Refusal => ({
    status,
    code,
    message,
    verified: true,
  });
  if (!trigger.enabled) return refused('trigger_paused', 'paused', 'This trigger is paused.');
  const { agent } = trigger;
  if (!agent.enabled || agent.archivedAt) {
    return refused('conflict', 'agent_disabled', agentProblem(trigger));
  }
  const payload = readPayload(request.body, request.header('content-type'));
  if ('code' in payload) return refused(PAYLOAD_ERRORS[payload.code], payload.code, payload.message);
  return { payload, messageId };
}

const PAYLOAD_ERRORS = {
  not_json: 'unsupported_media_type',
  malformed_json: 'malformed_json',
  nested_too_deep: 'validation_failed',
} as const satisfies Record<string, ErrorCode>;

/**
 * The delivery and its task together. Of the same message sent twice at once, one finds what the other has made. Messages of
 * one trigger are taken one after the other, so that each counts those before it.
 */
async function accept(
  parts: Parts,
  tx: Db,
  { trigger, request, payload, messageId }: Hook & { payload: Payload; messageId: string | null },
): Promise<{ delivery: MadeDelivery; isFirst: boolean } | Refusal> {
  await lockTrigger(tx, trigger.id);
  const limit = trigger.rateLimitPerMinute ?? 60;
  const seconds = await secondsToFree(tx, trigger.id, { outcome: 'accepted', limit });
  const first = seconds !== null && messageId !== null ? await findAccepted(tx, trigger.id, messageId) : null;
  if (seconds !== null && !first) {
    const message = `This trigger takes ${limit} messages a minute; send this one again later.`;
    const code = 'rate_limited';
    return { status: 'too_many_requests', code, message, verified: true, retryAfterSeconds: seconds };
  }
  const agent = await lockAgent(tx, trigger.agentId, 'held');
  if (!agent?.enabled) throw new AppError('conflict', agentProblem(trigger));
  const taskId = parts.newId();
  const id = parts.newId();
  const isFirst = await insertDelivery(tx, {
    ...describe({ trigger, request }),
    id,
    outcome: 'accepted',
    messageId,
    taskId,
    body: payload.text,
  });
  if (!isFirst && messageId !== null) {
    const first = await findAccepted(tx, trigger.id, messageId);
    if (!first) throw new AppError('unavailable', 'This message is being taken; send it again.');
    await recordDuplicate(parts, tx, { trigger, request, first });
    return { delivery: first, isFirst };
  }
  const fire = { data: payload.value, payload: payload.text === '' ? null : payload.text };
  await parts.tasks.addTask(tx, buildTask(trigger, taskId, fire));
  return { delivery: { id, taskId }, isFirst };
}

async function recordDuplicate(
  { newId }: Parts,
  db: Db,
  { trigger, request, first }: Hook & { first: DeliveryRow },
): Promise<void> {
  const recorded = { outcome: 'duplicate' as const, limit: REPEATS_PER_MINUTE };
  if ((await secondsToFree(db, trigger.id, recorded)) !== null) return;
  await insertDelivery(db, {
    ...describe({ trigger, request }),
    id: newId(),
    outcome: 'duplicate',
    reasonCode: 'duplicate',
    reason: 'This message made its task before.',
    messageId: first.messageId,
    taskId: first.taskId,
  });
}

async function refuse(
  { prisma, newId }: Parts,
  { trigger, request, refusal }: Hook & { refusal: Refusal },
): Promise<never> {
  const { status, code, message, verified, retryAfterSeconds } = refusal;
  const recorded = { outcome: 'refused' as const, limit: REFUSALS_PER_MINUTE };
  const calmIn = await secondsToFree(prisma, trigger.id, recorded);
  if (calmIn !== null && !verified) {
    throw new TooManyRequestsError('Too many requests that were refused; wait a minute.', calmIn);
  }
  if (calmIn === null) {
    const isKept = verified && request.body.length <= HOOK_BODY_LIMIT;
    const kept = isKept ? request.body : request.body.subarray(0, STRANGER_BODY);
    await insertDelivery(prisma, {
      ...describe({ trigger, request }),
      id: newId(),
      outcome: 'refused',
      reasonCode: code,
      reason: message,
      messageId: verified ? readMessageId(request.header) : null,
      verified,
      body: cleanText(kept.toString('utf8')) as string,
      bodyIsCut: kept.length < request.body.length,
    });
  }
  throw retryAfterSeconds === undefined
    ? new AppError(status, message)
    : new TooManyRequestsError(message, retryAfterSeconds);
}

/** What every record of a request says of it. */
function describe({ trigger, request: { header, body, receivedAt } }: Hook) {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = header(name);
    return value === undefined ? [] : [[name, (cleanText(value) as string).slice(0, 500)] as const];
  });
  return {
    triggerId: trigger.id,
    via: 'webhook',
    headers: Object.fromEntries(headers),
    bodyBytes: body.length,
    latencyMs: Math.round(performance.now() - receivedAt),
  };
}
