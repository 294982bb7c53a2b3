const NAME = 'taskhelm_session';

type CookieOptions = { maxAgeMs: number; secure: boolean };

/** HttpOnly and SameSite=Strict: no script reads it, no other site sends it. Secure where the public URL is https. */
export function sessionCookie(secret: string, { maxAgeMs, secure }: CookieOptions): string {
  const age = Math.floor(maxAgeMs / 1_000);
  return `${NAME}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure ? '; Secure' : ''}`;
}

export const clearSessionCookie = ({ secure }: { secure: boolean }): string =>
  sessionCookie('', { maxAgeMs: 0, secure });

export function readSessionCookie(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [name, value] = part.trim().split('=', 2);
    if (name === NAME && value) return value;
  }
  return undefined;
}
