import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(?:css|html|js|json|svg)$/;
/** Below this, what is saved is less than what the headers weigh. */
const LEAST_BYTES = 1_024;
/** The two best grades take four times as long for a fiftieth. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Leaves each text of the build beside itself in compressed forms, which the server sends to those who take them. */
export function compressFiles(): Plugin {
  let folder = '';
  return {
    name: 'compress-files',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir);
    },
    async closeBundle() {
      const names = await readdir(folder, { recursive: true });
      await Promise.all(names.filter((name) => TEXT.test(name)).map((name) => compress(join(folder, name))));
    },
  };
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.length < LEAST_BYTES) return;
  await Promise.all([
    promisify(brotliCompress)(bytes, BROTLI).then((compressed) => writeFile(`${file}.br`, compressed)),
    promisify(gzip)(bytes).then((compressed) => writeFile(`${file}.gz`, compressed)),
  ]);
}
