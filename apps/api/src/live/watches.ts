import type { Delta } from '@taskhelm/contract';

/** What one stream hears of the session it follows. */
export type Watch = {
  /** Resolves when something was heard since the last call, after `milliseconds`, or when the signal aborts. */
  heard: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** The deltas that came since the last call, oldest first. */
  takeDeltas: () => Delta[];
  /** Asks for the text of the running step from its beginning. */
  startOver: () => void;
  close: () => void;
};

type Ear = { deltas: Delta[]; wake: () => void };

/** A stream that does not get on is given no more than this; what is missing it asks for again. */
const MAX_DELTAS = 500;

export type Watches = {
  open: (sessionId: string) => Watch;
  sessionIds: () => string[];
  wake: (sessionId: string) => void;
  give: (sessionId: string, delta: Delta) => void;
};

/** The streams of this process, by session. `onOpen` is called for each, and when one wants the text from its beginning. */
export function createWatches({ onOpen }: { onOpen: (sessionId: string) => void }): Watches {
  const ears = new Map<string, Set<Ear>>();
  const each = (sessionId: string, tell: (ear: Ear) => void): void => ears.get(sessionId)?.forEach(tell);
  return {
    open: (sessionId) => {
      const { ear, watch } = createWatch();
      const others = ears.get(sessionId) ?? new Set();
      ears.set(sessionId, others.add(ear));
      onOpen(sessionId);
      return {
        ...watch,
        startOver: () => onOpen(sessionId),
        close: () => {
          others.delete(ear);
          if (others.size === 0 && ears.get(sessionId) === others) ears.delete(sessionId);
        },
      };
    },
    sessionIds: () => [...ears.keys()],
    wake: (sessionId) => each(sessionId, (ear) => ear.wake()),
    give: (sessionId, delta) =>
      each(sessionId, (ear) => {
        if (ear.deltas.length < MAX_DELTAS) ear.deltas.push(delta);
        ear.wake();
      }),
  };
}

function createWatch(): { ear: Ear; watch: Pick<Watch, 'heard' | 'takeDeltas'> } {
  let heard = false;
  let resume: (() => void) | null = null;
  const ear: Ear = {
    deltas: [],
    wake: () => {
      heard = true;
      resume?.();
    },
  };
  const watch: Pick<Watch, 'heard' | 'takeDeltas'> = {
    heard: async (milliseconds, signal) => {
      if (!heard && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          resume = () => {
            clearTimeout(timer);
            resolve();
          };
          signal.addEventListener('abort', resume, { once: true });
        });
        if (resume) signal.removeEventListener('abort', resume);
        resume = null;
      }
      heard = false;
    },
    takeDeltas: () => ear.deltas.splice(0),
  };
  return { ear, watch };
}
