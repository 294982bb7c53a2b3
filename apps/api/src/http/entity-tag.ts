import { createHash } from 'node:crypto';

/**
 * Weak, for two answers that say the same; when a list was read (`as_of`) is not what it says. Where the answer's version
 * is known it stands behind a tilde, for a later request to be told that nothing changed without building the answer.
 */
export function entityTag(body: object, version: string | null = null): string {
  const said = JSON.stringify({ ...body, as_of: undefined });
  return `W/"${digest(said)}${version ? `~${digest(version)}` : ''}"`;
}

/** Whether an If-None-Match names an answer that says the same, by the weak comparison of RFC 9110. */
export function isMatch(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const [wanted] = partsOf(tag);
  return header.trim() === '*' || header.split(',').some((one) => partsOf(one)[0] === wanted);
}

/** The tag of an If-None-Match that names an answer of this version. */
export function tagOfVersion(header: string | undefined, version: string): string | undefined {
  const wanted = digest(version);
  return (header ?? '')
    .split(',')
    .find((one) => partsOf(one)[1] === wanted)
    ?.trim();
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 27);

/** The digests of an answer and of its version. */
function partsOf(tag: string): string[] {
  return tag.trim().replace(/^W\//, '').replaceAll('"', '').split('~');
}
