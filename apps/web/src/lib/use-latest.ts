import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that stays the same and does what the newest `run` does, for parts that are only drawn when they change. */
export function useLatest<Arguments extends unknown[]>(
  run: (...args: Arguments) => void,
): (...args: Arguments) => void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args) => latest.current(...args), []);
}
