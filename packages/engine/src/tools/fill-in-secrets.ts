import { ToolError, type ToolHost } from '../tool.ts';

const PLACEHOLDER = /\{\{\s*secret:\s*([A-Za-z0-9_]{1,64})\s*\}\}/g;

export type FilledHeaders = {
  headers: Record<string, string>;
  /** The values that were put in, by the names of their secrets. */
  secrets: ReadonlyMap<string, string>;
};

/**
 * Puts stored secrets in the place of `{{secret:NAME}}` in the values of headers. The placeholder is what the model, the
 * log and a person who confirms see; the value exists here and on its way to the one host it may be sent to.
 */
export async function fillInSecrets(
  headers: Readonly<Record<string, string>>,
  url: URL,
  host: Pick<ToolHost, 'readSecret'>,
): Promise<FilledHeaders> {
  const names = new Set(Object.values(headers).flatMap((value) => namesIn(value)));
  const secrets = new Map<string, string>();
  for (const name of names) secrets.set(name, await host.readSecret(name, url));
  const filled = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    value.replaceAll(PLACEHOLDER, (_whole, secret: string) => secrets.get(secret) ?? ''),
  ]);
  return { headers: Object.fromEntries(filled), secrets };
}

/** Secrets go out in headers only: a URL and a body end up in logs of others. */
export function refuseSecretsIn(text: string, where: string): void {
  if (namesIn(text).length > 0)
    throw new ToolError(`A secret cannot be put in the ${where}, only in headers.`);
}

/** The text without any of the secrets, for a server that sends back what it was sent. */
export function hideSecrets(text: string, secrets: ReadonlyMap<string, string>): string {
  let hidden = text;
  for (const [name, value] of secrets) {
    for (const spelling of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
      hidden = hidden.replaceAll(spelling, `[secret ${name}]`);
    }
  }
  return hidden;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}
