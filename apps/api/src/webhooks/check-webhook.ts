import type { ErrorDetail, WebhookFormat } from '@taskhelm/contract';
import { AppError } from '../errors.ts';
import type { WebhookNetwork } from './webhook-network.ts';

type Settings = {
  format: WebhookFormat;
  /** Null where it stays as it was. */
  url: string | null;
  email: object | null;
  agent_ids: string[] | null;
};

/** Refuses what its schema alone cannot: an address that does not fit the format or may not be reached, unknown agents. */
export function checkWebhook(
  settings: Settings,
  known: { network: WebhookNetwork; knownAgentIds: readonly string[] },
): void {
  const details = [
    ...addressFaults(settings, known.network),
    ...emailFaults(settings),
    ...agentFaults(settings, known.knownAgentIds),
  ];
  if (details.length === 0) return;
  throw new AppError('validation_failed', `${details[0]?.message}.`, details);
}

function addressFaults({ format, url }: Settings, network: WebhookNetwork): ErrorDetail[] {
  if (url === null) return [];
  const { protocol, username, password } = new URL(url);
  const isMail = protocol === 'smtp:' || protocol === 'smtps:';
  if (isMail !== (format === 'email')) {
    const wanted = format === 'email' ? 'an smtp or smtps URL' : 'an http or https URL';
    return [fault('url', 'wrong_scheme', `A destination of the format ${format} needs ${wanted}`)];
  }
  if (!isMail && username !== '')
    return [fault('url', 'has_credentials', 'The URL must not hold a user name or password')];
  if (!isDecodable(username + password))
    return [fault('url', 'malformed', 'Write a % in a user name or password as %25')];
  const refusal = network.refusal(url);
  return refusal === null ? [] : [fault('url', 'not_allowed', refusal.replace(/\.$/, ''))];
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function emailFaults({ format, email }: Settings): ErrorDetail[] {
  if ((format === 'email') === (email !== null)) return [];
  const message =
    format === 'email' ? 'Say from whom and to whom e-mail goes' : 'Only the format email has recipients';
  return [fault('email', format === 'email' ? 'required' : 'not_allowed', message)];
}

function agentFaults({ agent_ids }: Settings, known: readonly string[]): ErrorDetail[] {
  const unknown = (agent_ids ?? []).filter((id) => !known.includes(id));
  return unknown.map((id) => fault('agent_ids', 'unknown_agent', `There is no agent ${id}`));
}

const fault = (path: string, code: string, message: string): ErrorDetail => ({ path, code, message });
