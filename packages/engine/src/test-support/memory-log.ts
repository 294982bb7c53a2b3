import type { TaskEvent, TaskEventBody } from '@taskhelm/contract';
import type { RunLog } from '../run-log.ts';

export type MemoryLog = RunLog & {
  events: TaskEvent[];
  /** How many events each append wrote. */
  appends: number[];
};

/** A log in memory. `refuseAt` is the number of the append, from 1, that is refused. */
export function createMemoryLog(
  bodies: readonly TaskEventBody[] = [],
  { refuseAt = Infinity }: { refuseAt?: number } = {},
): MemoryLog {
  const log: MemoryLog = {
    events: [],
    appends: [],
    append: async (added) => {
      if (log.appends.length + 1 >= refuseAt) throw new Error('This task is no longer ours.');
      log.appends.push(added.length);
      write(log, added);
    },
  };
  write(log, bodies);
  return log;
}

/** Adds events as the host does: to the log, without the loop. */
export function write(log: MemoryLog, bodies: readonly TaskEventBody[]): void {
  for (const body of structuredClone(bodies)) {
    const frame = {
      seq: log.events.length + 1,
      created_at: '2026-01-31T09:30:00.000Z',
      attempt: 1,
      agent: 'tester',
    };
    log.events.push({ ...body, ...frame });
  }
}
