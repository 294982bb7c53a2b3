import { setTimeout as pause } from 'node:timers/promises';

/** Polls until `probe` gives something other than null, undefined or false; fails after 25 seconds, within the time of a test. */
export async function waitUntil<Value>(
  what: string,
  probe: () => Promise<Value | null | undefined | false>,
): Promise<Value> {
  for (const deadline = Date.now() + 25_000; Date.now() < deadline;) {
    const value = await probe();
    if (value !== null && value !== undefined && value !== false) return value;
    await pause(20);
  }
  throw new Error(`timed out waiting for: ${what}`);
}
