import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** 32 random bytes, as Standard Webhooks writes secrets. */
export const createSigningSecret = (): string => PREFIX + randomBytes(32).toString('base64');

type Message = { /** The same for every try. */ id: string; timestamp: Date; body: string };

/** The headers of Standard Webhooks, signed with each of the secrets: HMAC-SHA256 of `id.timestamp.body`. */
export function signWebhook(
  { id, timestamp, body }: Message,
  secrets: readonly string[],
): Record<string, string> {
  const seconds = String(Math.floor(timestamp.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}
