import type { TaskEvent, TaskEventBody } from '@taskhelm/contract';

/**
 * The record of a session, and the only state of a run. `append` writes all bodies or none, in order, and returns them
 * as events; it throws when the task is no longer this worker's, and then the run must stop at once. Every step is
 * appended before it is acted on.
 */
export type RunLog = {
  /** Everything recorded so far, oldest first. */
  readonly events: readonly TaskEvent[];
  append: (bodies: TaskEventBody[]) => Promise<void>;
};
