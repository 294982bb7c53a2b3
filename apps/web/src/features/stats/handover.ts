import type { Failures, InboxItem, Task } from '@taskhelm/contract';

/** Rows that are shown of how many there are. */
export type Some<Row> = { rows: Row[]; total: number };

/** What one shift tells the next. */
export type Handover = {
  /** The time looked back at: `since` belongs to it. */
  since: string;
  until: string;
  /** What waits for a person, the oldest first. */
  waiting: Some<InboxItem>;
  /** New reasons first, then the most frequent. */
  failures: Failures['data'];
  failed: number;
  /** The newest answer first. */
  answered: Some<InboxItem>;
  /** The newest first. */
  completed: Some<Task>;
  cancelled: number;
};

/** New reasons come first: those that were seen before are known to somebody. The order within each stays. */
export function newReasonsFirst(failures: Failures['data']): Failures['data'] {
  return [...failures.filter((failure) => failure.is_new), ...failures.filter((failure) => !failure.is_new)];
}
