import type { Db } from '../db/client.ts';

/** `wake` and `cancel` are for workers, the others for those who watch a session live. */
export type SignalKind = 'wake' | 'cancel' | 'hello' | 'watch' | 'renew' | 'events' | 'delta';

export type SignalHandlers = Partial<Record<SignalKind, (text: string) => void>> & {
  /** The connection was lost and is back: what was said meanwhile is not known. */
  regained?: () => void;
};

/** What processes tell one another through Postgres. Nothing is kept: whoever does not listen does not hear. */
export type Signals = {
  /** Goes out with the commit of `db`; `text` has to stay under 7,900 bytes. */
  send: (db: Db, kind: SignalKind, text?: string) => Promise<void>;
  listen: (handlers: SignalHandlers) => Promise<{ close: () => Promise<void> }>;
};

type Closable = { close: () => Promise<void> };
type Open = (onPayload: (payload: string) => void, onRegained: () => void) => Promise<Closable>;

const CHANNEL = 'taskhelm';

/** `open` makes a listening connection on `channel`; all listeners of the process share one, opened by the first. */
export function createSignals(
  open: (channel: string, ...handlers: Parameters<Open>) => Promise<Closable>,
): Signals {
  const listeners = new Set<SignalHandlers>();
  let connection: Promise<Closable> | null = null;
  const onPayload = (payload: string): void => {
    const [kind, text] = splitOnce(payload);
    for (const handlers of listeners) handlers[kind as SignalKind]?.(text);
  };
  const onRegained = (): void => listeners.forEach((handlers) => handlers.regained?.());

  return {
    send: async (db, kind, text) => {
      await db.$executeRaw`SELECT pg_notify(${CHANNEL}, ${text === undefined ? kind : `${kind} ${text}`})`;
    },
    listen: async (handlers) => {
      listeners.add(handlers);
      connection ??= open(CHANNEL, onPayload, onRegained);
      const opened = connection;
      await opened.catch((error: unknown) => {
        listeners.delete(handlers);
        if (connection === opened) connection = null;
        throw error;
      });
      return {
        close: async () => {
          listeners.delete(handlers);
          if (listeners.size > 0 || connection !== opened) return;
          connection = null;
          await (await opened).close();
        },
      };
    },
  };
}

function splitOnce(payload: string): [string, string] {
  const space = payload.indexOf(' ');
  return space < 0 ? [payload, ''] : [payload.slice(0, space), payload.slice(space + 1)];
}
