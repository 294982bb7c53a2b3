import type { SecretBox } from '../secrets/secret-box.ts';
import type { Destination } from './send-webhook.ts';
import type { WebhookRow } from './webhook-repository.ts';

/** For whom what of a webhook is sealed. */
export const urlOwner = (id: string): string => `webhook-url:${id}`;
export const secretOwner = (id: string): string => `webhook-secret:${id}`;

/** A destination with everything that sending to it takes. `now` is the database's clock. */
export function openDestination(secrets: SecretBox, row: WebhookRow, now: Date): Destination {
  const stillSigns = row.previous_secret_until !== null && row.previous_secret_until > now;
  const sealed = [row.sealed_secret, stillSigns ? row.sealed_previous_secret : null];
  return {
    format: row.format,
    url: secrets.open(row.sealed_url, urlOwner(row.id)),
    secrets: sealed.flatMap((text) => (text === null ? [] : [secrets.open(text, secretOwner(row.id))])),
    email: row.email,
  };
}
