import { setTimeout as pause } from 'node:timers/promises';
import { retryDelay } from './kept-connection.ts';
import { isDatabaseAway } from './sql-state.ts';

const LONGEST_MS = 60_000;

/**
 * Runs `work` again and again while the database is away, for a minute or until `signal` aborts; then throws what it threw.
 * `isAgain`: there was a try before, which may have been stored though its answer was lost.
 */
export async function outlastOutage<Result>(
  work: (isAgain: boolean) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const until = Date.now() + LONGEST_MS;
  for (let failures = 0; ;) {
    try {
      return await work(failures > 0);
    } catch (error) {
      failures += 1;
      if (!isDatabaseAway(error) || signal.aborted || Date.now() > until) throw error;
      // An abort ends the pause; the try after it is the last one.
      await pause(retryDelay(failures), undefined, { signal }).catch(() => undefined);
    }
  }
}
