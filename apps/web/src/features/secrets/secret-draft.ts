import {
  createSecretRequestSchema,
  updateSecretRequestSchema,
  type ErrorDetail,
  type Secret,
} from '@taskhelm/contract';
import type { SecretChange } from './secret-queries.ts';

/** The form as it is filled in; `hosts` one a line. */
export type SecretDraft = { name: string; value: string; hosts: string };
export type SecretErrors = Partial<Record<keyof SecretDraft, string>>;

export const secretDraft = (secret: Secret | null): SecretDraft => ({
  name: secret?.name ?? '',
  value: '',
  hosts: secret?.allowed_hosts.join('\n') ?? '',
});

/** What is to be sent, or what is wrong. Hosts that stay as they are are not sent. */
export function readSecret(
  draft: SecretDraft,
  secret: Secret | null,
): SecretChange | { errors: SecretErrors } {
  const allowed_hosts = [
    ...new Set(
      draft.hosts
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((host) => host !== ''),
    ),
  ];
  if (!secret) {
    const parsed = createSecretRequestSchema.safeParse({ ...pick(draft), allowed_hosts });
    return parsed.success ? { secret, body: parsed.data } : { errors: secretErrors(toDetails(parsed.error)) };
  }
  const stays = allowed_hosts.join() === secret.allowed_hosts.join();
  const parsed = updateSecretRequestSchema.safeParse({
    value: draft.value,
    ...(stays ? {} : { allowed_hosts }),
  });
  return parsed.success ? { secret, body: parsed.data } : { errors: secretErrors(toDetails(parsed.error)) };
}

const pick = ({ name, value }: SecretDraft) => ({ name, value });

type Issues = { issues: readonly { path: PropertyKey[] }[] };
const toDetails = ({ issues }: Issues) => issues.map(({ path }) => ({ path: path.join('.') }));

const WORDS = {
  name: 'At most 64 letters, digits and underscores, a letter first',
  value: 'From 6 to 4,096 printable ASCII characters on one line',
  hosts: 'From 1 to 20 hosts such as api.example.com, or origins such as http://intranet.example:8080',
};

/** By field, in words that fit the form. */
export function secretErrors(details: readonly Pick<ErrorDetail, 'path'>[]): SecretErrors {
  const paths = details.map(({ path }) => path.split('.')[0]);
  return {
    ...(paths.includes('name') ? { name: WORDS.name } : {}),
    ...(paths.includes('value') ? { value: WORDS.value } : {}),
    ...(paths.includes('allowed_hosts') ? { hosts: WORDS.hosts } : {}),
  };
}
