import { fetch, type Response } from 'undici';
import { raceAbort } from '../race-abort.ts';
import { ToolError } from '../tool.ts';
import { checkRedirect } from './check-redirect.ts';
import { checkUrl, hostOf } from './check-url.ts';
import type { NetworkOptions } from './network-options.ts';
import { createPinnedAgent } from './pinned-agent.ts';
import { readCappedBody, type CappedBody } from './read-capped-body.ts';
import { resolveHost } from './resolve-host.ts';

const MAX_REDIRECTS = 5;
/** What goes along to another origin; anything else may be a secret meant for the first one. */
const HARMLESS_HEADERS: ReadonlySet<string> = new Set(['accept', 'accept-language', 'user-agent']);

export type PublicRequest = {
  url: string;
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers: Headers;
  body?: string | Uint8Array | undefined;
  /** `refuse` returns the redirecting answer itself. */
  redirects?: 'follow' | 'refuse';
  signal: AbortSignal;
  /** Of the body, decompressed. */
  maxBytes: number;
};
export type PublicResponse = CappedBody & { url: string; status: number; headers: Response['headers'] };

/**
 * Requests a URL of the public internet. Every redirect goes through the whole guard again; one that would send a body to
 * another origin is an error.
 */
export async function fetchPublic(request: PublicRequest, options: NetworkOptions): Promise<PublicResponse> {
  let url = checkUrl(request.url, options);
  let { headers, method, body } = request;
  for (let redirects = 0; ; redirects += 1) {
    const { next, response } = await fetchOnce({ ...request, headers, method, body }, url, options);
    if (!next) return response;
    if (redirects === MAX_REDIRECTS) throw new ToolError(`More than ${MAX_REDIRECTS} redirects.`);
    if (turnsIntoGet(response.status, method)) [method, body] = ['GET', undefined];
    if (next.origin !== url.origin) {
      if (method !== 'GET' && method !== 'HEAD') {
        throw new ToolError(`The server redirects a ${method} to ${next.host}, which is refused.`);
      }
      headers = harmlessOf(headers);
    }
    url = next;
  }
}

/** As fetch has it: after 303, and after a 301 or 302 of a POST, the next request is a GET without the body. */
function turnsIntoGet(status: number, method: PublicRequest['method']): boolean {
  if (status === 303) return method !== 'HEAD';
  return method === 'POST' && (status === 301 || status === 302);
}

async function fetchOnce(
  { method, headers, body, redirects = 'follow', signal, maxBytes }: PublicRequest,
  url: URL,
  options: NetworkOptions,
): Promise<{ next: URL | null; response: PublicResponse }> {
  const addresses = await raceAbort(resolveHost(hostOf(url), options), signal);
  const agent = createPinnedAgent(addresses);
  try {
    const answer = await fetch(url, {
      method,
      headers: [...headers],
      ...(body !== undefined && { body }),
      signal,
      redirect: 'manual',
      dispatcher: agent,
    });
    const next = redirects === 'follow' ? redirectTarget(answer, url, options) : null;
    const read = await readCappedBody(next ? null : answer.body, maxBytes);
    return { next, response: { ...read, url: url.href, status: answer.status, headers: answer.headers } };
  } finally {
    void agent.destroy();
  }
}

function redirectTarget(answer: Response, from: URL, options: NetworkOptions): URL | null {
  const location = answer.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(answer.status) || location === null) return null;
  return checkRedirect(location, from, options);
}

function harmlessOf(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => HARMLESS_HEADERS.has(name)));
}
