import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { refusedHost } from './check-url.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A dispatcher that connects to the given, already checked addresses and to nothing else: the name is not resolved a
 * second time, and a socket that ended up elsewhere is destroyed before anything is sent.
 */
export function createPinnedAgent(addresses: readonly string[]): Agent {
  return new Agent({ connect: pinnedConnector(addresses) });
}

/** Opens connections to the given addresses only, as `createPinnedAgent` says. */
export function pinnedConnector(addresses: readonly string[]): buildConnector.connector {
  const connect = buildConnector({ lookup: pinnedLookup(addresses), timeout: CONNECT_TIMEOUT_MS });
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      if (isPinned(socket.remoteAddress, addresses)) return callback(null, socket);
      socket.destroy();
      return callback(refusedHost(options.hostname), null);
    });
}

function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const records = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    const [first] = records;
    if (options.all) callback(null, records);
    else callback(null, first?.address ?? '', first?.family);
  };
}

function isPinned(remote: string | undefined, addresses: readonly string[]): boolean {
  return remote !== undefined && addresses.some((address) => normal(address) === normal(remote));
}

/** One spelling for each address, so that they can be compared. */
function normal(address: string): string {
  if (isIP(address) !== 6) return address;
  return new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname;
}
