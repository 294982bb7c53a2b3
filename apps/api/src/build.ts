import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `build_id` changes whenever another web app is served. */
export type Build = { version: string; build_id: string };

export function readBuild(webRoot: string): Build {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
    version: string;
  };
  return { version, build_id: createHash('sha256').update(readIndex(webRoot)).digest('hex').slice(0, 12) };
}

function readIndex(webRoot: string): string {
  try {
    return readFileSync(join(webRoot, 'index.html'), 'utf8');
  } catch {
    return '';
  }
}
