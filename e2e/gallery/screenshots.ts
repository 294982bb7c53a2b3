// `npm run screenshots`: every screen and state at two widths in both themes, as pictures beside an index.html. Words after
// `--` take those only whose names begin with one of them; `--out <folder>` writes elsewhere than into screenshots/.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWebApp, prepare } from '../../scripts/prepare.ts';

const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: 'screenshots' } },
  allowPositionals: true,
});
prepare();
buildWebApp();
const { chromium } = await import('@playwright/test');
const { findBrowser } = await import('../../scripts/find-browser.ts');
const { launchOptions } = await import('../fixtures/launch-options.ts');
const { SCENES } = await import('./scenes.ts');
const { takePictures } = await import('./take-pictures.ts');
const { makeWorld } = await import('./world.ts');
const { writeIndex } = await import('./write-index.ts');

const scenes = SCENES.filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.startsWith(part)),
);
if (scenes.length === 0) fail(`No screen's name begins with ${positionals.join(' or ')}.`);
const folder = resolve(values.out);
const stops: (() => Promise<unknown>)[] = [];
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

try {
  const browser = await chromium.launch({ ...launchOptions(findBrowser()), handleSIGINT: false });
  stops.push(() => browser.close());
  const world = await makeWorld((next) => stops.push(next));
  const taken = await takePictures(browser, world, { scenes, folder });
  await writeIndex(folder, scenes, taken);
  for (const fault of taken.faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(`${taken.pictures.length} pictures are in ${folder}\n`);
  process.exitCode = taken.faults.length > 0 ? 1 : 0;
} catch (error) {
  if (!isStopped) throw error;
  process.exitCode = 130;
} finally {
  await stop();
}

/** Ends all that was started, the last first. */
async function stop(): Promise<void> {
  isStopped = true;
  for (let next = stops.pop(); next; next = stops.pop())
    await next().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
