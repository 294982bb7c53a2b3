import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { WireAnswer } from './read-exchange.ts';

export type SentRequest = { path: string; headers: IncomingHttpHeaders; body: unknown };
export type ReplayServer = { origin: string; requests: SentRequest[]; close: () => Promise<void> };

/** Where a body is cut into pieces that are sent one after another. */
export type Cut = (body: Buffer) => Buffer[];

/** A local server that gives recorded answers one after another, byte for byte; the last one is repeated. */
export async function startReplayServer(answers: WireAnswer[], cut: Cut): Promise<ReplayServer> {
  const requests: SentRequest[] = [];
  const server = createServer(async (request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    if (!answer) throw new Error('there is no answer to give');
    const body = JSON.parse(await text(request)) as unknown;
    requests.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(answer.status, answer.headers.flat());
    // Each piece is a chunk of its own on the wire, and reaches the client as one.
    for (const piece of cut(answer.body)) response.write(piece);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
