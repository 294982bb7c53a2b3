// Runs a script of this repository with Node 24 and pnpm 12 first on PATH, from any Node ≥ 20.
// Plain JavaScript on purpose: the machine's own, possibly older, Node has to read it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { inTurn } from './in-turn.mjs';

const NODE_MAJOR = 24;
const PNPM = '12.21.0';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stateFile = join(
  root,
  'node_modules',
  '.taskhelm',
  `toolchain-${process.platform}-${process.arch}.json`,
);

const [script = '', ...args] = process.argv.slice(2);
const toolchain =
  rememberedToolchain() ?? inTurn(`${stateFile}.lock`, () => rememberedToolchain() ?? installToolchain());
const child = spawn(toolchain.node, ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: {
    // What one run has compiled the next one finds; a Taskhelm starts in three quarters of the time.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.taskhelm', 'compiled'),
    ...process.env,
    PATH: toolchain.path + delimiter + process.env.PATH,
  },
});
// A terminal sends Ctrl+C to the whole group; a supervisor signals only this process. Both must reach the child.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => child.kill(signal));
// npm hands a signal to the shell between it and this process, and that shell dies without passing it on.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250).unref();
child.on('error', (error) => fail(error.message));
child.on('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 1) : code));

/** @returns {{ node: string, path: string } | null} what an earlier run found, if it is still there */
function rememberedToolchain() {
  try {
    const remembered = JSON.parse(readFileSync(stateFile, 'utf8'));
    const fits = remembered.pnpmVersion === PNPM && remembered.nodeMajor === NODE_MAJOR;
    return fits && existsSync(remembered.node) && existsSync(remembered.pnpm) ? remembered : null;
  } catch {
    return null;
  }
}

function installToolchain() {
  const ownNode = Number(process.versions.node.split('.')[0]) >= NODE_MAJOR;
  process.stderr.write(
    `Fetching pnpm ${PNPM}${ownNode ? '' : ` and Node ${NODE_MAJOR}`} from the npm registry …\n`,
  );
  const packages = ['-p', `pnpm@${PNPM}`, ...(ownNode ? [] : ['-p', `node@${NODE_MAJOR}`])];
  const print = 'console.log(JSON.stringify({ node: process.execPath, path: process.env.PATH }))';
  const found = spawnSync('npx', ['--yes', ...packages, '-c', `node -e "${print}"`], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (found.status !== 0) fail('npx could not fetch the toolchain; is the npm registry reachable?');
  /** @type {{ node: string, path: string }} */
  const { node, path } = JSON.parse(found.stdout.trim().split('\n').at(-1) ?? '');
  const folder = path.split(delimiter).find((place) => existsSync(join(place, 'pnpm')));
  if (folder === undefined) fail('npx did not put pnpm on PATH');
  const toolchain = {
    node: ownNode ? process.execPath : node,
    pnpm: join(folder, 'pnpm'),
    path: ownNode ? folder : [dirname(node), folder].join(delimiter),
    pnpmVersion: PNPM,
    nodeMajor: NODE_MAJOR,
  };
  mkdirSync(dirname(stateFile), { recursive: true });
  writeFileSync(stateFile, JSON.stringify(toolchain, null, 2));
  return toolchain;
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`Taskhelm cannot start: ${message}\n`);
  process.exit(1);
}
