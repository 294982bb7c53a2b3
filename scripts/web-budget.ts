// What the web app weighs, gzipped, as it was last built, against what it may weigh. Exits with 1 where something is too
// heavy. A page counts with the code that it cannot be shown without; what one page has loaded the next one does not load
// again, and chunks that wait for an idle moment (`IDLE`) are there before anybody has read a page.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './prepare.ts';

type Chunk = { file: string; imports?: string[] };

const KILOBYTE = 1_000;
const dist = join(root, 'apps/web/dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
const IDLE = ['menu', 'confirm-popover', 'toasts'].map((name) => `src/components/${name}.tsx`);
const route = (name: string): string => `src/routes/${name}-route.tsx`;
/** In kB; pages that are not named may add 30. */
const MOST_ADDED: Record<string, number> = { task: 95, overview: 125, 'new-task': 35, trigger: 40 };
/** What these pages load after they are shown, and are weighed with. */
const CHARTS = ['throughput', 'durations', 'cost'].map((name) => `src/features/stats/${name}-chart.tsx`);
const LOADED_AFTER: Record<string, string[]> = { overview: CHARTS };

const first = chunksOf(['index.html', route('tasks')]);
const present = chunksOf([...first, ...IDLE]);
const pages = Object.keys(manifest).flatMap((key) => /^src\/routes\/(.+)-route\.tsx$/.exec(key)?.[1] ?? []);
if (pages.length < 20) throw new Error(`only ${pages.length} pages are in the manifest`);

const rows = [
  { what: 'first load of /tasks', size: sizeOf(first), most: 180 },
  { what: 'styles', size: filesSize(/\.css$/, gzipSync), most: 20 },
  { what: 'fonts', size: filesSize(/\.woff2$/, (bytes) => bytes), most: 100 },
  ...pages.map((page) => ({
    what: `${page}, added`,
    size: sizeOf(
      [...chunksOf([route(page), ...(LOADED_AFTER[page] ?? [])])].filter((chunk) => !present.has(chunk)),
    ),
    most: MOST_ADDED[page] ?? 30,
  })),
];
for (const { what, size, most } of rows) {
  const mark = size > most ? 'FAIL' : 'ok  ';
  console.log(`${mark} ${what.padEnd(28)} ${size.toFixed(1).padStart(6)} kB of ${most}`);
}
process.exit(rows.some(({ size, most }) => size > most) ? 1 : 0);

/** These chunks and all that they cannot do without. */
function chunksOf(keys: Iterable<string>, found = new Set<string>()): Set<string> {
  for (const key of keys) {
    if (found.has(key)) continue;
    found.add(key);
    chunksOf(manifest[key]?.imports ?? [], found);
  }
  return found;
}

function sizeOf(keys: Iterable<string>): number {
  let bytes = 0;
  for (const key of keys) bytes += gzipSync(readFileSync(join(dist, manifest[key]!.file))).length;
  return bytes / KILOBYTE;
}

function filesSize(name: RegExp, pack: (bytes: Buffer) => Buffer): number {
  const folder = join(dist, 'assets');
  const files = readdirSync(folder).filter((file) => name.test(file));
  return files.reduce((sum, file) => sum + pack(readFileSync(join(folder, file))).length, 0) / KILOBYTE;
}
