import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'secret-key';

/** The key of `dataDir`, made at the first start; only its owner may read the file. */
export async function readSecretKeyFile(dataDir: string): Promise<string> {
  const path = join(dataDir, FILE);
  await mkdir(dataDir, { recursive: true });
  // Two processes may start at once: the one that creates the file decides, both read it.
  await writeFile(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  await chmod(path, 0o600);
  const key = (await readFile(path, 'utf8')).trim();
  if (key.length < 32)
    throw new Error(`${path} is damaged: it has to hold the key that encrypts stored secrets`);
  return key;
}
