import type { RunLog } from './run-log.ts';
import { wellFormed } from './well-formed.ts';

/**
 * The log as the loop uses it: appends of parallel calls are written one after another, each made storable, and after
 * one that failed nothing more is written.
 */
export function createOrderedLog(log: RunLog): RunLog {
  let last: Promise<void> = Promise.resolve();
  return {
    get events() {
      return log.events;
    },
    append(bodies) {
      last = last.then(() => log.append(wellFormed(bodies)));
      return last;
    },
  };
}
