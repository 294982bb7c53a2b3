import { ModelFailure } from '../model.ts';

/** Bytes of one line of a stream: a whole answer may come in one. */
const MAX_LINE_BYTES = 6_291_456;
/** Bytes of one answer; each token of a stream comes with some hundred bytes around it. */
const MAX_ANSWER_BYTES = 268_435_456;
/** Bytes kept of the page that comes with an error. */
const MAX_ERROR_BYTES = 65_536;
const LINE_FEED = 10;

/**
 * A `fetch` whose answers cannot fill the memory: a stream that goes on for ever or never ends its line is an error, and
 * of the body of an error only the beginning is read.
 */
export function limitAnswer(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    if (!answer.body) return answer;
    const limit = answer.ok ? refuseEndless() : cutAt(MAX_ERROR_BYTES);
    const { status, statusText, headers } = answer;
    return new Response(answer.body.pipeThrough(limit), { status, statusText, headers: plain(headers) });
  };
}

type ByteLimit = TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>;

function refuseEndless(): ByteLimit {
  let total = 0;
  let line = 0;
  return new TransformStream({
    transform(chunk, controller) {
      total += chunk.length;
      const lastEnd = chunk.lastIndexOf(LINE_FEED);
      const first = chunk.indexOf(LINE_FEED);
      const longest = line + (first === -1 ? chunk.length : first);
      line = lastEnd === -1 ? longest : chunk.length - lastEnd - 1;
      if (longest > MAX_LINE_BYTES || total > MAX_ANSWER_BYTES) controller.error(tooLong());
      else controller.enqueue(chunk);
    },
  });
}

function cutAt(maxBytes: number): ByteLimit {
  let left = maxBytes;
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) controller.terminate();
    },
  });
}

/** The body is decoded already, and what said how would mislead whoever reads it. */
function plain(headers: Headers): Headers {
  const copy = new Headers([...headers]);
  copy.delete('content-encoding');
  copy.delete('content-length');
  return copy;
}

function tooLong(): ModelFailure {
  return new ModelFailure(
    'model_invalid_answer',
    'The model sent more than one answer may hold, and it was cut. Check that its base URL is the one of a chat API, or give the agent another model.',
  );
}
