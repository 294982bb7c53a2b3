import type { Db } from '../db/client.ts';
import type { Signals } from './signals.ts';

/**
 * Wake-ups for workers. A wake-up says that there may be something to claim; the claim on the task's row decides, so a
 * lost, late or repeated one does no harm.
 */
export type JobQueue = {
  /** Announces a runnable task within the transaction that made it so; `at` delays. */
  wake: (tx: Db, wakeUp: { taskId: string; at?: Date }) => Promise<void>;
  /** Tells the worker that holds a task, in any process, that it is cancelled; goes out with the commit. */
  signalCancel: (tx: Db, taskId: string) => Promise<void>;
  /** Takes and settles up to `limit` wake-ups that are due; returns how many there were. */
  drain: (limit: number) => Promise<number>;
  /** Calls back on signals of any process, and when a lost connection is back: what was said meanwhile was not heard. */
  listen: (listener: JobListener) => Promise<{ close: () => Promise<void> }>;
  /** What processes tell one another beside wake-ups, over the same connection. */
  signals: Signals;
  stop: () => Promise<void>;
};

export type JobListener = {
  onWake: () => void;
  onCancel: (taskId: string) => void;
  onReopened: () => void;
};
