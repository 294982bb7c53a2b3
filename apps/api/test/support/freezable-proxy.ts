import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * Passes TCP on to a Postgres, on loopback. What it freezes stays open and passes nothing on, either way: as after a
 * network that lost its state.
 */
export type FreezableProxy = {
  /** The database's URL, through here. */
  url: string;
  /** Freezes the connections that name themselves so; returns how many. */
  freeze: (name: string) => number;
  /** How many connections were opened under a name that begins so, frozen ones included. */
  opened: (name: string) => number;
  close: () => Promise<void>;
};

type Pair = { name: string; inner: Socket; outer: Socket; frozen: boolean };

export async function startFreezableProxy(databaseUrl: string): Promise<FreezableProxy> {
  const target = new URL(databaseUrl);
  const pairs: Pair[] = [];
  const server = createServer((inner) => {
    const outer = connect(Number(target.port), target.hostname);
    const pair: Pair = { name: '', inner, outer, frozen: false };
    pairs.push(pair);
    // The first packet of Postgres's protocol holds the settings of the session in plain text.
    inner.once('data', (first: Buffer) => {
      pair.name = /application_name\0([^\0]*)\0/.exec(first.toString('latin1'))?.[1] ?? '';
    });
    pass(inner, outer, pair);
    pass(outer, inner, pair);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    freeze: (name) => {
      const chosen = pairs.filter((pair) => pair.name.startsWith(name) && isOpen(pair));
      for (const pair of chosen) pair.frozen = true;
      return chosen.length;
    },
    opened: (name) => pairs.filter((pair) => pair.name.startsWith(name)).length,
    close: async () => {
      for (const { inner, outer } of pairs) [inner, outer].forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const isOpen = ({ inner, outer, frozen }: Pair): boolean => !frozen && !inner.destroyed && !outer.destroyed;

function pass(from: Socket, to: Socket, pair: Pair): void {
  from.on('data', (data) => {
    if (!pair.frozen) to.write(data);
  });
  from.on('close', () => {
    if (!pair.frozen) to.destroy();
  });
  from.on('error', () => undefined);
}
