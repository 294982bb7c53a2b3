export type Repeated = {
  /** Begins a round at once, or as soon as the one under way has ended. */
  now: () => void;
  /** Begins no more rounds; resolves when the one under way has ended. */
  stop: () => Promise<void>;
};

type Round = { since: number; done: Promise<void> };

type Rhythm = {
  everyMs: number;
  /** After so long a round counts as hung: nobody waits for it any more, and the next one begins. */
  limitMs: number;
};

/**
 * Runs `work`, which does not throw, in a rhythm. Not again while it is still under way: with a slow database the rounds
 * would pile up and take every connection.
 */
export function repeat({ everyMs, limitMs }: Rhythm, work: () => Promise<void>): Repeated {
  let round: Round | null = null;
  let again = false;
  let stopped = false;

  const isBusy = (): boolean => round !== null && performance.now() - round.since < limitMs;
  const begin = (): void => {
    again = false;
    const mine: Round = { since: performance.now(), done: work().finally(() => end(mine)) };
    round = mine;
  };
  const end = (ended: Round): void => {
    if (round !== ended) return;
    round = null;
    if (again && !stopped) begin();
  };
  const timer = setInterval(() => {
    if (!isBusy()) begin();
  }, everyMs);
  return {
    now: () => {
      if (stopped) return;
      if (isBusy()) again = true;
      else begin();
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await round?.done;
    },
  };
}
