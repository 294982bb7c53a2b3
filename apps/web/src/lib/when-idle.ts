/** Until then a page that is idle only waits for what it was asked for, which must not wait for anything else. */
const FIRST_PAINTED_MS = 1_500;

/** Fetches code that the first paint does not need but the first click may. */
export function whenIdle(load: () => Promise<unknown>): void {
  const run = (): void => void load().catch(() => undefined);
  const wait = (): void => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 2_000 });
    else run();
  };
  setTimeout(wait, Math.max(0, FIRST_PAINTED_MS - performance.now()));
}
