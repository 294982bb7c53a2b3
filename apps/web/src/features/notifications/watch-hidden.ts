/** Held shared by every tab in sight; by the one hidden tab that speaks for all, alone. So it is free only where none is in sight. */
const LOCK = 'taskhelm.sight';
/** Between two looks; browsers stretch it to a minute in tabs that are hidden for long. */
const TICK_MS = 15_000;

type Look = () => Promise<void>;

/**
 * While no tab of this browser is in sight, one of them looks at once and then every 15 seconds; what fails is tried again
 * with the next. `begin` makes the look of one such time. Returns what ends that.
 */
export function watchHidden(begin: () => Look): () => void {
  let turn = new AbortController();
  const change = (): void => {
    turn.abort();
    turn = new AbortController();
    void (document.hidden ? speak(begin, turn.signal) : beInSight(turn.signal)).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', change);
  change();
  return () => {
    document.removeEventListener('visibilitychange', change);
    turn.abort();
  };
}

async function beInSight(signal: AbortSignal): Promise<void> {
  await navigator.locks.request(LOCK, { mode: 'shared', signal }, () => aborted(signal));
}

/** Gives way as soon as another tab is in sight, and waits for its turn again. */
async function speak(begin: () => Look, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await navigator.locks.request(LOCK, { signal }, async () => {
      const look = begin();
      while (!signal.aborted && !(await isAnyInSight())) {
        await look().catch(() => undefined);
        await pause(signal);
      }
    });
  }
}

async function isAnyInSight(): Promise<boolean> {
  const { pending = [] } = await navigator.locks.query();
  return pending.some(({ name, mode }) => name === LOCK && mode === 'shared');
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      window.clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = window.setTimeout(end, TICK_MS);
    signal.addEventListener('abort', end);
  });
}
