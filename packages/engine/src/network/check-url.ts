import { isIP } from 'node:net';
import { ToolError } from '../tool.ts';
import { mayReach, type NetworkOptions } from './network-options.ts';

/** Names that mean this machine or this network wherever they resolve to. */
const LOCAL_NAMES =
  /^(localhost|metadata|instance-data)$|\.(localhost|local|localdomain|internal|intranet|lan|corp|home|home\.arpa)$/;

/**
 * The URL, if a tool may call it. The parser has already brought every spelling of an IP address (decimal, octal, hex,
 * short, full-width) into its plain form, so literals are judged here: no resolver is asked about them later.
 */
export function checkUrl(text: string | URL, options: NetworkOptions): URL {
  const url = parse(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ToolError(`Only http and https can be requested, not ${url.protocol.slice(0, -1)}.`);
  }
  if (url.username || url.password) throw new ToolError('The URL must not hold a user name or password.');
  checkHost(hostOf(url), options);
  return url;
}

/** The host without the brackets of IPv6 and without the dot that ends an absolute name. */
export function hostOf(url: URL): string {
  return url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase();
}

export function refusedHost(host: string): ToolError {
  return new ToolError(`${host} is not on the public internet, and tools may not reach anything else.`);
}

function parse(text: string | URL): URL {
  try {
    return new URL(text);
  } catch {
    throw new ToolError('This is not a URL. Send an absolute one, such as https://example.com/page.');
  }
}

function checkHost(host: string, options: NetworkOptions): void {
  if (isIP(host)) {
    if (!mayReach(host, options)) throw refusedHost(host);
  } else if (!options.allowPrivateNetwork && (!host.includes('.') || LOCAL_NAMES.test(host))) {
    throw refusedHost(host);
  }
}
