import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { MAX_MESSAGE_BYTES, McpLost, McpTooLarge } from './mcp-errors.ts';

/**
 * A `fetch` whose answers are read up to a size, each event of a stream on its own. `onFailure` hears of an answer to a
 * call that is cut off or too large: the client of the SDK would go on waiting for it.
 */
export function watchedFetch(fetch: FetchLike, onFailure: (error: Error) => void): FetchLike {
  return async (url, init) => {
    const answer = await fetch(url, init);
    if (!answer.body) return answer;
    const isStream = answer.headers.get('content-type')?.includes('text/event-stream') ?? false;
    const isCall = init?.method === 'POST';
    const body = limited(answer.body, { isStream, onFailure: isCall ? onFailure : () => undefined });
    const { status, statusText, headers } = answer;
    return new Response(body, { status, statusText, headers: new Headers([...headers]) });
  };
}

type Limits = { isStream: boolean; onFailure: (error: Error) => void };

function limited(
  body: ReadableStream<Uint8Array>,
  { isStream, onFailure }: Limits,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let size = 0;
  const fail = (error: Error, controller: ReadableStreamDefaultController): void => {
    onFailure(error);
    controller.error(error);
  };
  return new ReadableStream({
    pull: async (controller) => {
      const next = await reader.read().catch(() => null);
      if (next === null) return fail(new McpLost('the answer was cut off'), controller);
      if (next.done) return controller.close();
      size = isStream ? sinceLastEvent(next.value, size) : size + next.value.length;
      if (size <= MAX_MESSAGE_BYTES) return controller.enqueue(next.value);
      void reader.cancel().catch(() => undefined);
      return fail(new McpTooLarge(), controller);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** Events end with an empty line. */
function sinceLastEvent(chunk: Uint8Array, before: number): number {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const end = Math.max(bytes.lastIndexOf('\n\n'), bytes.lastIndexOf('\r\n\r\n'));
  return end === -1 ? before + bytes.length : bytes.length - end;
}
