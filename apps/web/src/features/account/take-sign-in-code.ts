let taken: string | null = null;

/**
 * The one-time code of a sign-in link, out of the fragment. It is taken out of the address bar at once, so that it stays
 * neither in the history nor in a bookmark.
 */
export function takeSignInCode(): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code) {
    taken = code;
    history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  }
  return taken;
}

/** A code works once. */
export function forgetSignInCode(): void {
  taken = null;
}
