import { useSyncExternalStore } from 'react';

const TICK_MS = 1_000;

/** The one moment that everything on the page counts from: what is said of one time agrees with what is said of another. */
let now = Date.now();
let timer: number | undefined;
const listeners = new Set<() => void>();

/**
 * What `select` makes of the time (milliseconds since 1970), anew every second while the page is visible. The component is
 * drawn again only when that has changed, so it should be a text or a number.
 */
export function useClock<Value extends string | number>(select: (now: number) => Value): Value {
  return useSyncExternalStore(listen, () => select(read()));
}

/** The time, moving on each second while `isMoving`. */
export function useNow(isMoving = true): number {
  const at = useClock((time) => (isMoving ? time : 0));
  return isMoving ? at : now;
}

/** A clock that nobody listened to is behind. */
function read(): number {
  if (timer === undefined && Date.now() - now > TICK_MS) now = Date.now();
  return now;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    document.addEventListener('visibilitychange', run);
    run();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', run);
    stop();
  };
}

function run(): void {
  stop();
  if (document.hidden) return;
  tick();
  timer = window.setInterval(tick, TICK_MS);
}

function stop(): void {
  window.clearInterval(timer);
  timer = undefined;
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}
