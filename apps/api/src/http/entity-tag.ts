import { createHash } from 'node:crypto';

/** Weak, for two answers that say the same; when a list was read (`as_of`) is not what it says. */
export function entityTag(body: object): string {
  const said = JSON.stringify({ ...body, as_of: undefined });
  return `W/"${createHash('sha256').update(said).digest('base64url').slice(0, 27)}"`;
}

/** Whether an If-None-Match names the tag, by the weak comparison of RFC 9110. */
export function isMatch(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const opaque = (text: string): string => text.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((part) => opaque(part) === opaque(tag));
}
