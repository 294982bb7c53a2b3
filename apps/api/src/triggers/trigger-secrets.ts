import {
  MAX_TRIGGER_SECRETS,
  type CreatedTrigger,
  type ErrorDetail,
  type HookSignature,
} from '@taskhelm/contract';
import type { Prisma } from '../db/client.ts';
import { AppError } from '../errors.ts';
import { SecretBoxError, type SecretBox } from '../secrets/secret-box.ts';
import { hashSecret, randomSecret } from '../tokens/secret.ts';
import { createSigningSecret } from '../webhooks/sign-webhook.ts';
import { checkOwnSecret, type Secret } from './hook-signature.ts';
import type { TriggerRow } from './trigger-repository.ts';
import { hookUrl } from './trigger-view.ts';

type Parts = { secrets: SecretBox; newId: () => string; publicUrl: string };
type Owner = { triggerId: string; signature: HookSignature; own: string | undefined };

export const signingOwner = (triggerId: string): string => `trigger:${triggerId}`;

/** A new secret of a webhook: the row to store, and what is shown of it this once. */
export function makeSecret(
  { secrets, newId, publicUrl }: Parts,
  { triggerId, signature, own }: Owner,
): {
  row: Omit<Prisma.TriggerSecretUncheckedCreateInput, 'triggerId'>;
  shown: NonNullable<CreatedTrigger['shown_once']>;
} {
  if (signature === 'unsigned') {
    const address = randomSecret();
    return {
      row: { id: newId(), hash: hashSecret(address), hint: address.slice(-4) },
      shown: { secret: null, url: hookUrl(publicUrl, address) },
    };
  }
  const text = own ?? createSigningSecret();
  return {
    row: { id: newId(), sealed: secrets.seal(text, signingOwner(triggerId)), hint: text.slice(-4) },
    shown: { secret: text, url: hookUrl(publicUrl, triggerId) },
  };
}

/** The secrets that a request may be signed with; those that were stored with a key that is gone are left out. */
export function openSecrets(secrets: SecretBox, trigger: TriggerRow): Secret[] {
  return trigger.secrets.flatMap(({ id, sealed }) => {
    if (sealed === null) return [];
    try {
      return [{ id, text: secrets.open(sealed, signingOwner(trigger.id)) }];
    } catch (error) {
      if (error instanceof SecretBoxError) return [];
      throw error;
    }
  });
}

export function ownSecretProblems(signature: HookSignature, own: string | undefined): ErrorDetail[] {
  const problem = own === undefined ? null : checkOwnSecret(signature, own);
  return problem ? [{ path: 'secret', code: 'invalid_secret', message: problem }] : [];
}

export function refuseOwnSecret(signature: HookSignature, own: string | undefined): void {
  const problems = ownSecretProblems(signature, own);
  if (problems.length > 0) {
    throw new AppError('validation_failed', `The secret is not valid: ${problems[0]?.message}.`, problems);
  }
}

/** What a trigger can be asked about its secrets at all. */
export function signatureOf(trigger: TriggerRow): HookSignature {
  if (trigger.signature) return trigger.signature as HookSignature;
  throw new AppError('conflict', 'A schedule has no secrets; only webhooks have.');
}

export function refuseTooManySecrets(trigger: TriggerRow): void {
  if (trigger.secrets.length < MAX_TRIGGER_SECRETS) return;
  throw new AppError(
    'conflict',
    `A webhook has at most ${MAX_TRIGGER_SECRETS} secrets at a time; remove one that is no longer used.`,
  );
}
