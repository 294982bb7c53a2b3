const BACKOFF_MS = [1_000, 4_000, 15_000];
const MAX_DELAY_MS = 60_000;

/** Milliseconds before the next try: what the provider asked for, within reason, or a growing one with jitter. */
export function retryDelay(attempt: number, retryAfterMs: number | null, random = Math.random): number {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, MAX_DELAY_MS);
  const base = BACKOFF_MS[attempt] ?? MAX_DELAY_MS;
  return Math.round(base * (0.5 + random() / 2));
}
