const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const WAITS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR];
const LONGEST = 4 * HOUR;
/** A receiver may ask for as much, not for more. */
const LONGEST_ASKED = HOUR;
/** After this a notice is given up. */
const GIVEN_UP_AFTER = 24 * HOUR;

type Failure = {
  /** Tries so far, this one included. */ attempts: number;
  triedForMs: number;
  retryAfterMs: number | null;
};

/**
 * Milliseconds to wait before the next try, or null where the notice is given up. `random` in 0–1 spreads the tries of many
 * notices over a fifth of the wait.
 */
export function nextTryIn({ attempts, triedForMs, retryAfterMs }: Failure, random: number): number | null {
  const planned = WAITS[attempts - 1] ?? LONGEST;
  const wait = Math.max(planned * (0.9 + random * 0.2), Math.min(retryAfterMs ?? 0, LONGEST_ASKED));
  return triedForMs + wait > GIVEN_UP_AFTER ? null : Math.round(wait);
}
