import { checkUrl, createGuardedFetch, hostOf } from '@taskhelm/engine';
import type { Config } from '../config.ts';

/** How the servers of models are reached: the public internet, and what is named below. */
export type ModelNetwork = {
  /** For the clients of models. */
  fetch: typeof globalThis.fetch;
  /** Why a base URL may not be called, as a sentence; null where it may. */
  refusal: (baseUrl: string) => string | null;
  close: () => Promise<void>;
};

type Settings = Pick<Config, 'modelPrivateHosts' | 'ollamaUrl' | 'openai'>;

/**
 * Private addresses are reached only where someone who sets up the server allowed them: the hosts of MODEL_PRIVATE_HOSTS
 * and of OPENAI_BASE_URL, and the Ollama of this machine, which an administrator has to choose. Two guards, since what a
 * host was allowed must not hold for the next one.
 */
export function createModelNetwork(settings: Settings): ModelNetwork {
  const allowed = allowedHosts(settings);
  const open = createGuardedFetch({ allowPrivateNetwork: true });
  const guarded = createGuardedFetch({});
  const isAllowed = (url: URL): boolean =>
    allowed.has(hostOf(url)) || allowed.has(`${hostOf(url)} ${portOf(url)}`);
  return {
    fetch: (input, init) => {
      const isOpen = !(input instanceof Request) && isAllowed(new URL(input));
      return (isOpen ? open : guarded).fetch(input, init);
    },
    refusal: (baseUrl) => refusalOf(baseUrl, isAllowed),
    close: async () => {
      await Promise.all([open.close(), guarded.close()]);
    },
  };
}

/** `host`, or `host port` where only one port was named. */
function allowedHosts({ modelPrivateHosts, ollamaUrl, openai }: Settings): ReadonlySet<string> {
  const ollama = new URL(ollamaUrl);
  const urls = [...(openai ? [new URL(openai.baseUrl)] : []), ollama];
  const loopback = ['localhost', '127.0.0.1', '::1'].map((host) => `${host} ${portOf(ollama)}`);
  const named = modelPrivateHosts.map((host) => {
    const url = new URL(`http://${host}`);
    return /:\d+$/.test(host) ? `${hostOf(url)} ${portOf(url)}` : hostOf(url);
  });
  return new Set([...urls.map((url) => `${hostOf(url)} ${portOf(url)}`), ...loopback, ...named]);
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

function refusalOf(baseUrl: string, isAllowed: (url: URL) => boolean): string | null {
  try {
    checkUrl(baseUrl, { allowPrivateNetwork: isAllowed(new URL(baseUrl)) });
    return null;
  } catch (error) {
    const host = hostOf(new URL(baseUrl));
    const reason = error instanceof Error ? error.message : 'It cannot be called.';
    return /public internet/.test(reason)
      ? `${host} is not on the public internet. Who runs the server can allow it with MODEL_PRIVATE_HOSTS=${new URL(baseUrl).host}.`
      : reason;
  }
}
