import type { StreamMessage } from '@taskhelm/contract';
import { TOKEN, type TestServer } from './test-server.ts';

export type OpenStream = {
  status: number;
  headers: Headers;
  /** The next message; undefined when the server has ended the stream. */
  next: () => Promise<StreamMessage | undefined>;
  /** Every message up to the end of the stream. */
  rest: () => Promise<StreamMessage[]>;
  close: () => void;
};

type Options = { token?: string; lastEventId?: number | string; query?: string };

/** Follows a stream below /api/v1 as an EventSource does. */
export async function openStream(
  server: TestServer,
  path: string,
  options: Options = {},
): Promise<OpenStream> {
  const { token = TOKEN, lastEventId, query = '' } = options;
  const controller = new AbortController();
  const response = await fetch(`${server.url}/api/v1${path}${query}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
    },
    signal: controller.signal,
  });
  const messages = readMessages(response);
  return {
    status: response.status,
    headers: response.headers,
    next: async () => (await messages.next()).value ?? undefined,
    rest: async () => {
      const rest: StreamMessage[] = [];
      for await (const message of messages) rest.push(message);
      return rest;
    },
    close: () => controller.abort(),
  };
}

async function* readMessages({ body }: Response): AsyncGenerator<StreamMessage, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const message = toMessage(block);
      if (message) yield message;
    }
  }
}

/** Null for a comment. */
function toMessage(block: string): StreamMessage | null {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  if (fields['data'] === undefined) return null;
  return {
    event: fields['event'] ?? 'message',
    ...(fields['id'] === undefined ? {} : { id: Number(fields['id']) }),
    data: JSON.parse(fields['data']),
  } as StreamMessage;
}
