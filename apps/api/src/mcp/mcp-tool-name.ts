import { createHash } from 'node:crypto';

/** The longest name that providers of models take. */
const MAX_LENGTH = 64;

/**
 * What agents know a server's tool by: `<server>__<tool>`, in the letters that providers take. A name that had to be
 * changed for that ends in a hash of the original, so that two never become one.
 */
export function mcpToolName(server: string, remoteName: string): string {
  const name = `${server}__${remoteName}`;
  if (/^[A-Za-z0-9_-]+$/.test(name) && name.length <= MAX_LENGTH) return name;
  const hash = createHash('sha256').update(remoteName).digest('hex').slice(0, 8);
  return `${name.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, MAX_LENGTH - 9)}_${hash}`;
}
