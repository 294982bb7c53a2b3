import { setTimeout as wait } from 'node:timers/promises';

/** Waits so many milliseconds; rejects when the signal aborts. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await wait(milliseconds, undefined, { signal });
}
