import {
  checkUrl,
  fetchPublic,
  hostOf,
  resolveHost,
  type PublicRequest,
  type PublicResponse,
} from '@taskhelm/engine';
import type { Config } from '../config.ts';

/** How destinations are reached: the public internet, and the hosts of NOTICE_PRIVATE_HOSTS. */
export type WebhookNetwork = {
  /** Why an address may not be used, as a sentence; null where it may. */
  refusal: (url: string) => string | null;
  fetch: (request: PublicRequest) => Promise<PublicResponse>;
  /** The addresses of a mail server. Throws where it may not be reached. */
  resolve: (url: URL) => Promise<string[]>;
};

export function createWebhookNetwork({
  noticePrivateHosts,
}: Pick<Config, 'noticePrivateHosts'>): WebhookNetwork {
  const allowed = new Set(noticePrivateHosts.map((host) => host.toLowerCase()));
  const optionsFor = (url: URL) => ({
    allowPrivateNetwork: allowed.has(url.hostname.toLowerCase()) || allowed.has(url.host.toLowerCase()),
  });
  return {
    refusal: (text) => {
      const url = new URL(text);
      try {
        checkUrl(asHttp(url), optionsFor(url));
        return null;
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'It cannot be reached.';
        return /public internet/.test(reason)
          ? `${url.hostname} is not on the public internet. Who runs the server can allow it with NOTICE_PRIVATE_HOSTS=${url.host}.`
          : reason;
      }
    },
    fetch: (request) => fetchPublic(request, optionsFor(new URL(request.url))),
    resolve: (url) => resolveHost(hostOf(checkUrl(asHttp(url), optionsFor(url))), optionsFor(url)),
  };
}

/** Only http has its spellings of addresses brought into one form, so a mail server's host is judged as one of http. */
function asHttp(url: URL): URL {
  return url.protocol.startsWith('http') ? url : new URL(`http://${url.host}`);
}
