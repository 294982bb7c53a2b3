import { ToolError } from '../tool.ts';
import { checkUrl } from './check-url.ts';
import type { NetworkOptions } from './network-options.ts';

/** Where a redirect leads, if a tool may go there; it never leads from an encrypted connection to a plain one. */
export function checkRedirect(location: string, from: URL, options: NetworkOptions): URL {
  const target = URL.parse(location, from.href);
  if (!target) throw new ToolError('The server redirects to something that is not a URL.');
  const url = checkUrl(target, options);
  if (from.protocol === 'https:' && url.protocol === 'http:') {
    throw new ToolError('The server redirects from https to http, which is refused.');
  }
  return url;
}
