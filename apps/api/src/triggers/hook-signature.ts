import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HookSignature } from '@taskhelm/contract';

/** Signatures this much older or newer than the database's clock are refused. */
const WINDOW_SECONDS = 300;
const PREFIX = 'whsec_';
const MAX_SIGNATURES = 20;

export type SignedRequest = { header: (name: string) => string | undefined; body: Buffer; now: Date };
export type Secret = { id: string; text: string };

/** `secretId` tells which of the secrets it was signed with. */
export type Verdict = { secretId: string } | { code: string; message: string };

/** Checks a request against each secret that is active. `now` is the database's clock. */
export function verifySignature(
  signature: Exclude<HookSignature, 'unsigned'>,
  request: SignedRequest,
  secrets: readonly Secret[],
): Verdict {
  return signature === 'standard' ? verifyStandard(request, secrets) : verifyGithub(request, secrets);
}

/** Standard Webhooks: HMAC-SHA256 of `id.timestamp.body` over the bytes as they came. */
function verifyStandard({ header, body, now }: SignedRequest, secrets: readonly Secret[]): Verdict {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(header);
  if (!isMessageId(id) || !timestamp || !signatures) {
    return refusal(
      'signature_missing',
      'Send webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks).',
    );
  }
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : NaN;
  if (!(Math.abs(now.getTime() / 1_000 - seconds) <= WINDOW_SECONDS)) {
    return refusal(
      'timestamp_out_of_window',
      'The webhook-timestamp is more than five minutes off; check the clock of the sender.',
    );
  }
  const sent = signatures
    .split(' ', MAX_SIGNATURES)
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice(3), 'base64'));
  return match(secrets, sent, ({ text }) =>
    createHmac('sha256', Buffer.from(text.slice(PREFIX.length), 'base64'))
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest(),
  );
}

/** GitHub's scheme signs the body alone: neither the time nor the id of the delivery. */
function verifyGithub({ header, body }: SignedRequest, secrets: readonly Secret[]): Verdict {
  const sent = header('x-hub-signature-256');
  if (!sent) return refusal('signature_missing', 'Send X-Hub-Signature-256.');
  const [, hex] = /^sha256=([0-9a-f]{64})$/i.exec(sent) ?? [];
  const signatures = hex ? [Buffer.from(hex, 'hex')] : [];
  return match(secrets, signatures, ({ text }) => createHmac('sha256', text).update(body).digest());
}

function match(
  secrets: readonly Secret[],
  sent: readonly Buffer[],
  sign: (secret: Secret) => Buffer,
): Verdict {
  for (const secret of secrets) {
    const expected = sign(secret);
    if (sent.some((bytes) => bytes.length === expected.length && timingSafeEqual(bytes, expected))) {
      return { secretId: secret.id };
    }
  }
  return refusal(
    'signature_mismatch',
    'The signature does not match the body as it arrived, with any of the secrets.',
  );
}

const refusal = (code: string, message: string): Verdict => ({ code, message });

/** The sender's id of a message, where it gives one that can be kept. */
export function readMessageId(header: SignedRequest['header']): string | null {
  const id = header('webhook-id') ?? header('x-github-delivery') ?? header('idempotency-key');
  return isMessageId(id) ? id : null;
}

const isMessageId = (id: string | undefined): id is string =>
  id !== undefined && /^[\x21-\x7e]{1,255}$/.test(id);

/** What is wrong with a secret that a sender made, or null. */
export function checkOwnSecret(signature: HookSignature, secret: string): string | null {
  if (signature === 'unsigned') return 'A trigger without signatures has no secret but its address';
  if (signature === 'github') return null;
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const bytes = base64 ? Buffer.from(base64, 'base64').length : 0;
  return bytes >= 24 && bytes <= 64 ? null : 'Must be whsec_ and then 24 to 64 bytes in base64';
}
