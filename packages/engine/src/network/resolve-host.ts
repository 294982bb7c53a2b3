import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ToolError } from '../tool.ts';
import { refusedHost } from './check-url.ts';
import { mayReach, type NetworkOptions } from './network-options.ts';

/** The addresses to connect to. One that is not public refuses the host, since the next try might pick it. */
export async function resolveHost(host: string, options: NetworkOptions): Promise<string[]> {
  if (isIP(host)) return [host];
  const addresses = await (options.resolveHost ?? systemAddresses)(host).catch(() => []);
  if (addresses.length === 0) throw new ToolError(`The host ${host} was not found.`);
  if (!addresses.every((address) => mayReach(address, options))) throw refusedHost(host);
  return addresses;
}

async function systemAddresses(host: string): Promise<string[]> {
  const records = await lookup(host, { all: true });
  return records.map(({ address }) => address);
}
