import { isFinal, type TaskStatus } from '@taskhelm/contract';

const LIST_BUSY_MS = 3_000;
const LIST_QUIET_MS = 10_000;
const DETAIL_RUNNING_MS = 1_000;
const DETAIL_WAITING_MS = 2_000;
const SLOWEST_MS = 60_000;

/** A list is never over: tasks may be created elsewhere. It is read often while something on it is unfinished. */
export function listPollInterval(statuses: readonly TaskStatus[] | undefined): number {
  return statuses?.some((status) => !isFinal(status)) ? LIST_BUSY_MS : LIST_QUIET_MS;
}

/** One task, until nothing about it can change any more. */
export function detailPollInterval(status: TaskStatus | undefined): number | false {
  if (status === undefined) return DETAIL_WAITING_MS;
  if (isFinal(status)) return false;
  return status === 'needs_input' ? DETAIL_WAITING_MS : DETAIL_RUNNING_MS;
}

/** Half as long again for each failure in a row, up to a minute. */
export function backOff(interval: number | false, failures: number): number | false {
  if (interval === false || failures <= 0) return interval;
  return Math.round(Math.min(interval * 1.5 ** failures, Math.max(SLOWEST_MS, interval)));
}
