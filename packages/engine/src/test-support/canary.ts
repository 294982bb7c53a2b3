import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A local server that counts what reaches it. */
export type Canary = { port: number; connections: number; requests: string[]; close: () => Promise<void> };

export async function startCanary(
  respond: RequestListener = (_request, response) => void response.end('canary'),
  host = '127.0.0.1',
): Promise<Canary> {
  const server = createServer((request, response) => {
    canary.requests.push(`${request.method} ${request.headers.host}${request.url}`);
    respond(request, response);
  });
  server.on('connection', () => (canary.connections += 1));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const canary: Canary = {
    port: (server.address() as AddressInfo).port,
    connections: 0,
    requests: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return canary;
}
