import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from '@jest/globals';
import express from 'express';
import { sendEventStream, type SseMessage } from './send-event-stream.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Options = Partial<Parameters<typeof sendEventStream>[2]>;

/** Serves `messages` to one client, and tells when the stream has ended. */
async function serve(messages: AsyncIterable<SseMessage>, options: Options = {}) {
  const app = express();
  const ended = new Promise<boolean>((resolve) => {
    app.get('/', async (_request, response) => {
      await sendEventStream(response, messages, { signal: new AbortController().signal, ...options });
      resolve(response.destroyed);
    });
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((resolve) => {
    get({ port, host: '127.0.0.1' }, resolve);
  });
  return { response, ended };
}

it('writes id, name and data of each message on lines of their own', async () => {
  async function* messages(): AsyncGenerator<SseMessage> {
    yield { event: 'message', id: 7, data: { text: 'two\nlines' } };
    yield { event: 'delta', data: 1 };
  }
  const { response, ended } = await serve(messages());
  expect(await text(response)).toBe('id: 7\ndata: {"text":"two\\nlines"}\n\nevent: delta\ndata: 1\n\n');
  expect(await ended).toBe(false);
});

it('sends a comment while there is nothing to say', async () => {
  const quiet = new AbortController();
  // oxlint-disable-next-line require-yield -- This one has nothing to say.
  async function* messages(): AsyncGenerator<SseMessage> {
    await new Promise((resolve) => quiet.signal.addEventListener('abort', resolve));
  }
  const { response } = await serve(messages(), { pingMs: 5 });
  const [comment] = (await once(response.setEncoding('utf8'), 'data')) as [string];
  quiet.abort();
  expect(comment).toMatch(/^: /);
});

it('cuts off a reader that takes nothing, and asks for no message that it could not deliver', async () => {
  let asked = 0;
  async function* messages(): AsyncGenerator<SseMessage> {
    for (; asked < 1_000;) {
      asked += 1;
      yield { event: 'message', data: 'x'.repeat(1_000_000) };
    }
  }
  const { response, ended } = await serve(messages(), { stallMs: 50 });
  response.pause();
  expect(await ended).toBe(true);
  expect(asked).toBeLessThan(100);
});
