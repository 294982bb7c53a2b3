import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/** Looks every `everyMs` until `look` gives something; throws what it waited for when the time is up. */
export async function waitFor<Value>(
  what: string,
  look: () => Promise<Value | null | undefined | false> | Value | null | undefined | false,
  { timeoutMs = 60_000, everyMs = 50 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<Value> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(everyMs)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`waited ${timeoutMs / 1_000} s in vain: ${what}`);
}

/** Runs `work` for the numbers from 0 to `count - 1`, at most `parallel` at once. */
export async function forEachNumber(
  count: number,
  parallel: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, count) }, lane));
}
