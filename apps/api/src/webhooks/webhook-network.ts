import {
  checkUrl,
  fetchPublic,
  hostOf,
  resolveHost,
  ToolError,
  type NetworkOptions,
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
  /** Whether who runs the server has named this host as one of their own network. */
  isOwn: (url: URL) => boolean;
};

export function createWebhookNetwork(
  { noticePrivateHosts }: Pick<Config, 'noticePrivateHosts'>,
  options: Pick<NetworkOptions, 'resolveHost'> = {},
): WebhookNetwork {
  const allowed = new Set(noticePrivateHosts.map((host) => host.toLowerCase()));
  const isOwn = (url: URL): boolean =>
    allowed.has(url.hostname.toLowerCase()) || allowed.has(url.host.toLowerCase());
  const optionsFor = (url: URL): NetworkOptions => ({ ...options, allowPrivateNetwork: isOwn(url) });
  /** Refuses as the form does, whatever notices have in common with tools. */
  const guarded = async <Value>(
    url: URL,
    reach: (options: NetworkOptions) => Promise<Value>,
  ): Promise<Value> => {
    try {
      return await reach(optionsFor(url));
    } catch (error) {
      if (error instanceof ToolError && isPrivate(error)) throw new ToolError(notPublic(url));
      throw error;
    }
  };
  return {
    refusal: (text) => {
      const url = new URL(text);
      try {
        checkUrl(asHttp(url), optionsFor(url));
        return null;
      } catch (error) {
        if (!(error instanceof Error)) return 'It cannot be reached.';
        return isPrivate(error) ? notPublic(url) : error.message;
      }
    },
    fetch: (request) => guarded(new URL(request.url), (reach) => fetchPublic(request, reach)),
    resolve: (url) => guarded(url, async (reach) => resolveHost(hostOf(checkUrl(asHttp(url), reach)), reach)),
    isOwn,
  };
}

const isPrivate = ({ message }: Error): boolean => /public internet/.test(message);

const notPublic = (url: URL): string =>
  `${url.hostname} is not on the public internet. Who runs the server can allow it with NOTICE_PRIVATE_HOSTS=${url.host}.`;

/** Only http has its spellings of addresses brought into one form, so a mail server's host is judged as one of http. */
function asHttp(url: URL): URL {
  return url.protocol.startsWith('http') ? url : new URL(`http://${url.host}`);
}
