/** Fetches code that the first paint does not need but the first click may. */
export function whenIdle(load: () => Promise<unknown>): void {
  const run = (): void => void load().catch(() => undefined);
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 300);
}
