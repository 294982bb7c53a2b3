// What the web app weighs, gzipped, as it was last built, against what it may weigh and against what it weighed when its
// weight was last accepted (`web-weights.json`). Exits with 1 where something is too heavy or has grown by more than 5 %.
// `node scripts/web-budget.ts --accept` writes the weights of this build down: growth that is meant is committed with it.
//
// A page counts with the code that it cannot be shown without; what one page has loaded the next one does not load again,
// and chunks that wait for an idle moment (`IDLE`) are there before anybody has read a page.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './prepare.ts';

type Chunk = { file: string; name?: string; imports?: string[] };

const KILOBYTE = 1_000;
const MOST_GROWTH = 1.05;
/** In kB. A page's own code is so little that a button more is 5 % of it. */
const LEAST_GROWTH = 1;
const dist = join(root, 'apps/web/dist');
const acceptedFile = join(import.meta.dirname, 'web-weights.json');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
const accepted = JSON.parse(readFileSync(acceptedFile, 'utf8')) as Record<string, number>;
const route = (name: string): string => `src/routes/${name}-route.tsx`;
const IDLE = ['menu', 'confirm-popover', 'toasts'].map(chunkNamed);
/** The new task's dialog waits for an idle moment too, and brings what forms are made of and checked with. */
const IDLE_FORM = [route('new-task'), 'src/features/tasks/new-task-resolver.ts'];
/** In kB; pages that are not named may add 30. */
const MOST_ADDED: Record<string, number> = { task: 95, overview: 125, 'new-task': 35 };
/** What these pages load after they are shown, and are weighed with. */
const CHARTS = ['throughput', 'durations', 'cost'].map((name) => `src/features/stats/${name}-chart.tsx`);
const LOADED_AFTER: Record<string, string[]> = { overview: CHARTS };

const first = chunksOf(['index.html', route('tasks')]);
const pages = Object.keys(manifest).flatMap((key) => /^src\/routes\/(.+)-route\.tsx$/.exec(key)?.[1] ?? []);
if (pages.length < 20) throw new Error(`only ${pages.length} pages are in the manifest`);

const rows = [
  { what: 'first load of /tasks', size: sizeOf(first), most: 180 },
  { what: 'sign-in', size: sizeOf(chunksOf(['sign-in.html'])), most: 115 },
  { what: 'styles', size: filesSize(/\.css$/, gzipSync), most: 20 },
  { what: 'fonts', size: filesSize(/\.woff2$/, (bytes) => bytes), most: 100 },
  ...pages.map((page) => ({
    what: `${page}, added`,
    size: sizeOf(addedBy(page)),
    most: MOST_ADDED[page] ?? 30,
  })),
];
if (process.argv.includes('--accept')) accept();
for (const row of rows) {
  const mark = isTooHeavy(row) || hasGrown(row) ? 'FAIL' : 'ok  ';
  const growth = hasGrown(row) ? `, was ${accepted[row.what]}` : '';
  console.log(`${mark} ${row.what.padEnd(28)} ${row.size.toFixed(1).padStart(6)} kB of ${row.most}${growth}`);
}
process.exit(rows.some((row) => isTooHeavy(row) || hasGrown(row)) ? 1 : 0);

function isTooHeavy({ size, most }: { size: number; most: number }): boolean {
  return size > most;
}

function hasGrown({ what, size }: { what: string; size: number }): boolean {
  const before = accepted[what] ?? size;
  return size > before * MOST_GROWTH && size > before + LEAST_GROWTH;
}

function accept(): void {
  for (const what of Object.keys(accepted)) delete accepted[what];
  for (const { what, size } of rows) accepted[what] = Number(size.toFixed(1));
  writeFileSync(acceptedFile, `${JSON.stringify(accepted, null, 2)}\n`);
}

/** A chunk that some pages import and others load later is not named after its source. */
function chunkNamed(name: string): string {
  const found = Object.keys(manifest).find((key) => manifest[key]?.name === name);
  if (!found) throw new Error(`there is no chunk ${name}`);
  return found;
}

/** What a page loads that was not there yet. */
function addedBy(page: string): string[] {
  const isIdleItself = IDLE_FORM.includes(route(page));
  const present = chunksOf([...first, ...IDLE, ...(isIdleItself ? [] : IDLE_FORM)]);
  return [...chunksOf([route(page), ...(LOADED_AFTER[page] ?? [])])].filter((chunk) => !present.has(chunk));
}

/** These chunks and all that they cannot do without. */
function chunksOf(keys: Iterable<string>, found = new Set<string>()): Set<string> {
  for (const key of keys) {
    if (found.has(key)) continue;
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the manifest`);
    found.add(key);
    chunksOf(chunk.imports ?? [], found);
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
