import { stringifySearch } from '../lib/url-search.ts';

let isLeaving = false;

/** Signing in is a document of its own and leads back to `href`. Whoever stays for unsaved changes is not asked again. */
export function leaveForSignIn(href: string): void {
  if (isLeaving) return;
  isLeaving = true;
  const isStart = href === '/' || href === '/tasks';
  location.replace(`/sign-in${stringifySearch(isStart ? {} : { next: href })}`);
}
