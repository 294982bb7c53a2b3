/**
 * What the programs in bench/faults do to a worker from the inside: `reach` marks points at which a process can be made to
 * die. In ordinary use it does nothing.
 */
export type Faults = { reach: (point: string) => void };

/** The process kills itself when it reaches the point named `failpoint`, e.g. `after tool_started`. */
export function createFaults(failpoint: string | null): Faults {
  return {
    reach: (point) => {
      if (point === failpoint) process.kill(process.pid, 'SIGKILL');
    },
  };
}
