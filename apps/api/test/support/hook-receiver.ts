import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { path: string; headers: Record<string, string>; body: string };

/** A server on loopback that keeps what it is sent. */
export type HookReceiver = {
  url: string;
  host: string;
  received: Received[];
  /** What it answers from now on; headers where given. */
  answer: (status: number, headers?: Record<string, string>) => void;
  close: () => Promise<void>;
};

export async function startHookReceiver(): Promise<HookReceiver> {
  let reply: { status: number; headers: Record<string, string> } = { status: 204, headers: {} };
  const received: Received[] = [];
  const server = createServer((request, response) => {
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (text: string) => (body += text));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      received.push({ path: request.url ?? '', headers, body });
      response.writeHead(reply.status, reply.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/hook`,
    host,
    received,
    answer: (status, headers = {}) => (reply = { status, headers }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
