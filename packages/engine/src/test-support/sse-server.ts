import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How a server answers one request: events to stream, or a status with a body. */
export type SseAnswer = {
  events?: { event?: string; data: unknown }[];
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Leaves the stream open after its events. */
  hang?: boolean;
};

export type SseServer = {
  url: string;
  requests: { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> }[];
  /** Resolves when a client has gone away before the answer ended. */
  dropped: Promise<void>;
  close: () => Promise<void>;
};

/** A local model server that gives its answers one after another; the last one is repeated. */
export async function startSseServer(answers: SseAnswer[]): Promise<SseServer> {
  const requests: SseServer['requests'] = [];
  const dropped = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? {};
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    requests.push({ path: request.url ?? '', headers: request.headers, body });
    response.on('close', () => response.writableFinished || dropped.resolve());
    response.writeHead(answer.status ?? 200, { 'content-type': 'text/event-stream', ...answer.headers });
    for (const { event, data } of answer.events ?? []) {
      const line = typeof data === 'string' ? data : JSON.stringify(data);
      response.write(`${event ? `event: ${event}\n` : ''}data: ${line}\n\n`);
    }
    if (!answer.hang) response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, requests, dropped: dropped.promise, close };
}
