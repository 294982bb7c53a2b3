/** Milliseconds before the first retries; from then on the last one holds. */
const BACKOFF_MS = [1_000, 4_000, 15_000, 60_000, 120_000, 300_000];
const LONGEST_MS = 300_000;

/**
 * Milliseconds before the next try, `retries` having been made. It grows, with jitter, so that tasks that failed together
 * do not come back together. What the provider asked for is the least, up to five minutes.
 */
export function retryDelay(
  retries: number,
  retryAfterMs: number | null,
  random: () => number = Math.random,
): number {
  const backoff = (BACKOFF_MS[retries] ?? LONGEST_MS) * (0.5 + random() / 2);
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_MS) * (1 + random() / 10);
  return Math.round(Math.max(backoff, asked));
}
