import type { PrismaClient } from '../db/client.ts';
import type { Logger } from '../logger.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { renderNotice } from './formats/render-notice.ts';
import { readNotice } from './read-notice.ts';
import { nextTryIn } from './retry-schedule.ts';
import { sendWebhook, type SendResult } from './send-webhook.ts';
import { keepBody, recordTry, type ClaimedDelivery } from './webhook-delivery-repository.ts';
import type { WebhookNetwork } from './webhook-network.ts';
import { findWebhook, updateWebhook, type WebhookRow } from './webhook-repository.ts';
import { openDestination } from './webhook-secrets.ts';

export type DelivererParts = {
  prisma: PrismaClient;
  secrets: SecretBox;
  network: WebhookNetwork;
  publicUrl: string;
  logger: Logger;
};

/** Sends a notice that was claimed, and records what came of it. */
export async function deliverNotice(parts: DelivererParts, delivery: ClaimedDelivery): Promise<void> {
  const { prisma, secrets, network } = parts;
  const webhook = await findWebhook(prisma, delivery.webhook_id);
  if (!webhook) return;
  const body = delivery.body ?? (await writeBody(parts, webhook, delivery));
  if (body === null) return;
  const message = { id: delivery.id, body, timestamp: delivery.now };
  const result = await sendWebhook(network, () => openDestination(secrets, webhook, delivery.now), message);
  await recordTry(prisma, delivery, { ...result, nextInMs: nextTry(delivery, result) });
  if (result.gone) {
    const disabledReason = 'The receiver answered 410: it is there no more.';
    await updateWebhook(prisma, webhook.id, { enabled: false, disabledReason });
  }
}

function nextTry(
  { attempts, tried_for_ms }: ClaimedDelivery,
  { gone, retryAfterMs }: SendResult,
): number | null {
  if (gone) return null;
  return nextTryIn({ attempts, triedForMs: tried_for_ms, retryAfterMs }, Math.random());
}

/** Null where there is nothing to tell any more. */
async function writeBody(
  { prisma, publicUrl }: DelivererParts,
  webhook: WebhookRow,
  delivery: ClaimedDelivery,
): Promise<string | null> {
  const notice = await readNotice(prisma, delivery, publicUrl);
  if (!notice) return null;
  const body = renderNotice(webhook.format, notice);
  await keepBody(prisma, delivery.id, body);
  return body;
}
