/** A path on this origin to go to after signing in; anything else, other hosts above all, is not followed. */
export function safePath(text: unknown): string | null {
  if (typeof text !== 'string' || !text.startsWith('/')) return null;
  try {
    const url = new URL(text, location.origin);
    if (url.origin !== location.origin || url.pathname.startsWith('/sign-in')) return null;
    return `${url.pathname}${url.search}${url.hash}`;
  } catch {
    return null;
  }
}
