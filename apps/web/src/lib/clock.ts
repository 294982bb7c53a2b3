import { useCallback, useSyncExternalStore } from 'react';

type Clock = { now: number; timer: number | undefined; listeners: Set<() => void> };
const clocks = new Map<number, Clock>();

/** The time, moving on every `everyMs` while the page is visible. All users of one pace share one timer. */
export function useNow(everyMs: number): number {
  const subscribe = useCallback((listener: () => void) => listen(everyMs, listener), [everyMs]);
  return useSyncExternalStore(subscribe, () => clockOf(everyMs).now);
}

function clockOf(everyMs: number): Clock {
  let clock = clocks.get(everyMs);
  if (!clock) {
    clock = { now: Date.now(), timer: undefined, listeners: new Set() };
    clocks.set(everyMs, clock);
  }
  return clock;
}

function listen(everyMs: number, listener: () => void): () => void {
  const clock = clockOf(everyMs);
  clock.listeners.add(listener);
  if (clock.listeners.size === 1) {
    tick(clock);
    clock.timer = window.setInterval(() => {
      if (!document.hidden) tick(clock);
    }, everyMs);
  }
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size === 0) window.clearInterval(clock.timer);
  };
}

function tick(clock: Clock): void {
  clock.now = Date.now();
  for (const listener of clock.listeners) listener();
}
