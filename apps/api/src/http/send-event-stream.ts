import type { Response } from 'express';

export type SseMessage = { event: string; id?: number; data: unknown };

type Options = {
  /** Ends the stream. */
  signal: AbortSignal;
  /** A comment this often, in milliseconds, keeps what lies between from closing an idle connection. */
  pingMs?: number;
  /** A reader that has taken nothing for so long is cut off. */
  stallMs?: number;
};

const PING_MS = 15_000;
const STALL_MS = 30_000;

/**
 * Writes messages as server-sent events until there are no more, or the signal aborts. The next message is asked for only
 * when the reader has taken the ones before, so no more than one waits here for a slow one.
 */
export async function sendEventStream(
  response: Response,
  messages: AsyncIterable<SseMessage>,
  { signal, pingMs = PING_MS, stallMs = STALL_MS }: Options,
): Promise<void> {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  const ping = setInterval(() => {
    if (!response.writableNeedDrain) response.write(': still here\n\n');
  }, pingMs);
  try {
    for await (const message of messages) {
      if (signal.aborted) break;
      if (!response.write(format(message)) && !(await drained(response, stallMs))) break;
    }
  } finally {
    clearInterval(ping);
    if (response.writableNeedDrain) response.destroy();
    else response.end();
  }
}

/** JSON has no line breaks of its own, so the data is always one line. */
function format({ event, id, data }: SseMessage): string {
  const name = event === 'message' ? '' : `event: ${event}\n`;
  return `${id === undefined ? '' : `id: ${id}\n`}${name}data: ${JSON.stringify(data)}\n\n`;
}

/** False when the reader took nothing for `stallMs`, or is gone. */
function drained(response: Response, stallMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (is: boolean) => (): void => {
      clearTimeout(timer);
      response.off('drain', onDrain).off('close', onClose);
      resolve(is);
    };
    const onDrain = settle(true);
    const onClose = settle(false);
    const timer = setTimeout(onClose, stallMs);
    response.once('drain', onDrain).once('close', onClose);
  });
}
