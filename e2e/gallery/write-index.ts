import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scene } from './scene.ts';
import { VARIANTS, type Taken } from './take-pictures.ts';

/** A page that shows the pictures side by side, a scene in a row. */
export async function writeIndex(folder: string, scenes: readonly Scene[], taken: Taken): Promise<void> {
  const has = new Set(taken.pictures);
  const cell = (file: string): string =>
    has.has(file) ? `<a href="${file}"><img loading="lazy" src="${file}" alt="${file}"></a>` : '';
  const rows = scenes.map(
    ({ name }) =>
      `<h2 id="${name}"><a href="#${name}">${name}</a></h2><div>${VARIANTS.map((variant) => cell(`${name}.${variant}.png`)).join('')}</div>`,
  );
  const style =
    'body{font:14px system-ui;margin:24px;background:#777;color:#fff}a{color:inherit}h2{font-size:14px;margin:24px 0 8px}' +
    'div{display:flex;gap:12px;align-items:flex-start;overflow-x:auto}img{height:450px;display:block}';
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Taskhelm, every screen</title><style>${style}</style>${rows.join('\n')}</html>\n`,
  );
}
