import type { McpConnection } from './mcp-connection.ts';
import { McpUnreachable } from './mcp-errors.ts';

const IDLE_MS = 60_000;

/** What a connection is made for; another `key` of the same server replaces it. */
export type McpTarget = { id: string; key: string };

/** The connections of one process: one for each server, opened when it is needed, closed when it is idle. */
export type McpConnections<Target extends McpTarget> = {
  /** A connection that answered just now, and `use` with it; the work decides what a failure means. */
  use: <Result>(target: Target, work: (connection: McpConnection) => Promise<Result>) => Promise<Result>;
  /** Ends the connection as soon as nobody uses it, e.g. after a call that did not come to an end. */
  retire: (target: Target) => void;
  close: () => Promise<void>;
};

type Entry = {
  key: string;
  connection: Promise<McpConnection>;
  users: number;
  isRetired: boolean;
  idle: NodeJS.Timeout | undefined;
};

export function createMcpConnections<Target extends McpTarget>(
  open: (target: Target) => Promise<McpConnection>,
): McpConnections<Target> {
  const entries = new Map<string, Entry>();
  const closing = new Set<Promise<void>>();
  let isClosed = false;

  return {
    use: async (target, work) => {
      const entry = await take(target);
      try {
        return await work(await entry.connection);
      } finally {
        release(target, entry);
      }
    },
    retire: ({ id }) => {
      const entry = entries.get(id);
      if (entry) retire(id, entry);
    },
    close: async () => {
      isClosed = true;
      for (const [id, entry] of entries) {
        retire(id, entry);
        end(entry);
      }
      await Promise.all(closing);
    },
  };

  async function take(target: Target): Promise<Entry> {
    if (isClosed) throw new McpUnreachable('This process is stopping.');
    const known = entries.get(target.id);
    if (known && (known.key !== target.key || !(await isOpen(known)))) retire(target.id, known);
    const entry = entries.get(target.id) ?? begin(target);
    entry.users += 1;
    clearTimeout(entry.idle);
    return entry;
  }

  function begin(target: Target): Entry {
    const entry: Entry = {
      key: target.key,
      connection: open(target),
      users: 0,
      isRetired: false,
      idle: undefined,
    };
    entries.set(target.id, entry);
    entry.connection.catch(() => retire(target.id, entry));
    return entry;
  }

  function release(target: Target, entry: Entry): void {
    entry.users -= 1;
    if (entry.users > 0) return;
    if (entry.isRetired) end(entry);
    else entry.idle = setTimeout(() => retire(target.id, entry), IDLE_MS).unref();
  }

  function retire(id: string, entry: Entry): void {
    entry.isRetired = true;
    clearTimeout(entry.idle);
    if (entries.get(id) === entry) entries.delete(id);
    if (entry.users === 0) end(entry);
  }

  function end(entry: Entry): void {
    const done: Promise<void> = entry.connection
      .then((connection) => connection.close())
      .catch(() => undefined)
      .finally(() => closing.delete(done));
    closing.add(done);
  }
}

const isOpen = (entry: Entry): Promise<boolean> =>
  entry.connection.then(
    (connection) => connection.isOpen(),
    () => false,
  );
