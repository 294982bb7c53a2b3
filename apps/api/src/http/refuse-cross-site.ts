import type { Request } from 'express';
import { AppError } from '../errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * For requests that carry the browser's cookie: an unsafe method must come from our own pages. Browsers say so themselves
 * in Sec-Fetch-Site, or in Origin where that is missing; a request with neither is refused.
 */
export function refuseCrossSite(request: Request): void {
  if (SAFE.has(request.method)) return;
  if (!isSameOrigin(request)) {
    throw new AppError('cross_site_request', 'This request did not come from a page of this server.');
  }
}

/** The same for requests without a credential, where programs that send neither header are welcome. */
export function refuseForeignPage(request: Request): void {
  const fromBrowser = request.headers['sec-fetch-site'] !== undefined || request.headers.origin !== undefined;
  if (fromBrowser) refuseCrossSite(request);
}

function isSameOrigin(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  return origin !== undefined && host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
