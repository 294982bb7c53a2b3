import { AppError } from '../errors.ts';

/** How many streams one caller may have open at this process. */
export const STREAMS_PER_CALLER = 20;

export type StreamRegistry = {
  /** Counts a stream until it is closed; `signal` aborts when the process closes them all. Throws `too_many_requests`. */
  open: (caller: string) => { signal: AbortSignal; close: () => void };
  closeAll: () => void;
};

/** The streams that this process serves. */
export function createStreamRegistry(): StreamRegistry {
  const counts = new Map<string, number>();
  const closing = new AbortController();
  return {
    open: (caller) => {
      const count = counts.get(caller) ?? 0;
      if (count >= STREAMS_PER_CALLER) {
        throw new AppError(
          'too_many_requests',
          `You have ${STREAMS_PER_CALLER} streams open already; close one, or ask for the events instead.`,
        );
      }
      counts.set(caller, count + 1);
      const close = (): void => {
        const left = (counts.get(caller) ?? 1) - 1;
        if (left > 0) counts.set(caller, left);
        else counts.delete(caller);
      };
      return { signal: closing.signal, close };
    },
    closeAll: () => closing.abort(),
  };
}
