import { Agent, fetch as undiciFetch, type RequestInit } from 'undici';
import { checkUrl, hostOf } from './check-url.ts';
import type { NetworkOptions } from './network-options.ts';
import { pinnedConnector } from './pinned-agent.ts';
import { resolveHost } from './resolve-host.ts';
import { ToolError } from '../tool.ts';

export type GuardedFetch = { fetch: typeof globalThis.fetch; close: () => Promise<void> };

/**
 * A `fetch` for clients that stream or keep connections (servers of models, MCP servers): the URL is judged at each call,
 * the resolved addresses at each new connection, and a redirect is an error, since it would take credentials along.
 */
export function createGuardedFetch(options: NetworkOptions): GuardedFetch {
  const agent = new Agent({
    connect: (target, callback) => {
      resolveHost(target.hostname.replace(/^\[|\]$/g, ''), options).then(
        (addresses) => pinnedConnector(addresses)(target, callback),
        // oxlint-disable-next-line promise/no-callback-in-promise -- undici wants the outcome in its callback.
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
  const guarded = async (input: string | URL | Request, init?: RequestInit) => {
    if (input instanceof Request) throw new TypeError('pass the URL and its options, not a Request');
    const url = checkUrl(input, options);
    const answer = await undiciFetch(url, { ...init, redirect: 'manual', dispatcher: agent });
    if (![301, 302, 303, 307, 308].includes(answer.status)) return answer;
    await answer.body?.cancel();
    throw new ToolError(`${hostOf(url)} redirects, which is refused; use the address it redirects to.`);
  };
  return { fetch: guarded as unknown as typeof globalThis.fetch, close: () => agent.destroy() };
}
