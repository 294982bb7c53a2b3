import { SecretBoxError, type SecretBox } from '../secrets/secret-box.ts';
import type { Destination } from './send-webhook.ts';
import type { WebhookRow } from './webhook-repository.ts';

/** For whom what of a webhook is sealed. */
export const urlOwner = (id: string): string => `webhook-url:${id}`;
export const secretOwner = (id: string): string => `webhook-secret:${id}`;

/** A destination with everything that sending to it takes. `now` is the database's clock. */
export function openDestination(secrets: SecretBox, row: WebhookRow, now: Date): Destination {
  const open = (sealed: string): string => secrets.open(sealed, secretOwner(row.id));
  const stillSigns = row.previous_secret_until !== null && row.previous_secret_until > now;
  return {
    format: row.format,
    url: secrets.open(row.sealed_url, urlOwner(row.id)),
    secrets: [
      ...(row.sealed_secret === null ? [] : [open(row.sealed_secret)]),
      ...(stillSigns && row.sealed_previous_secret !== null
        ? openedIfReadable(() => open(row.sealed_previous_secret ?? ''))
        : []),
    ],
    email: row.email,
  };
}

/** The secret before the present one may be of a key that is gone, too; that is often why it was changed. */
function openedIfReadable(open: () => string): string[] {
  try {
    return [open()];
  } catch (error) {
    if (error instanceof SecretBoxError) return [];
    throw error;
  }
}
