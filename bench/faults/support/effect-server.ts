import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that reached the outside world. */
export type Effect = { key: string; kind: string; at: number };

/**
 * The outside world of the agents' tools, on loopback: it remembers every request by its idempotency key. `/read`,
 * `/same` and `/once` say what kind of effect it was; `?ms=` answers only after that long, unless it shall be `atOnce`.
 */
export type EffectServer = {
  url: string;
  effects: Effect[];
  /** The most requests that were under way at once. */
  mostAtOnce: number;
  close: () => Promise<void>;
};

export async function startEffectServer({ atOnce }: { atOnce: boolean }): Promise<EffectServer> {
  const effects: Effect[] = [];
  let open = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const key = String(request.headers['idempotency-key'] ?? 'none');
    effects.push({ key, kind: url.pathname.slice(1), at: Date.now() });
    open += 1;
    started.mostAtOnce = Math.max(started.mostAtOnce, open);
    response.once('close', () => (open -= 1));
    answerLater(response, atOnce ? 0 : Number(url.searchParams.get('ms') ?? 0));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const started: EffectServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    effects,
    mostAtOnce: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return started;
}

function answerLater(response: ServerResponse, milliseconds: number): void {
  const timer = setTimeout(() => response.end('done'), milliseconds);
  response.once('close', () => clearTimeout(timer));
}
