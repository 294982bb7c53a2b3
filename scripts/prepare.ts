import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from './in-turn.mjs';

export const root = join(import.meta.dirname, '..');
const stateFolder = join(root, 'node_modules', '.taskhelm');

type Step = {
  name: string;
  /** What the person at the terminal is told while it runs. */
  says: string;
  /** Globs of what the step's outcome depends on; it runs again when any of these files changed. */
  inputs: string[];
  /** A file that must be there afterwards. */
  output: string;
  command: string[];
  environment?: Record<string, string>;
};

const INSTALL: Step = {
  name: 'install',
  says: 'Installing packages',
  inputs: [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    '{apps,packages}/*/package.json',
    'prisma/package.json',
  ],
  output: 'node_modules/.pnpm/lock.yaml',
  command: ['pnpm', 'install', '--frozen-lockfile', '--reporter=append-only'],
};

const GENERATE: Step = {
  name: 'generate',
  says: 'Generating the database client',
  inputs: ['prisma/schema.prisma', 'prisma/package.json'],
  output: 'prisma/generated/client.ts',
  command: [
    'pnpm',
    '--filter',
    '@taskhelm/prisma',
    'exec',
    'prisma',
    'generate',
    '--schema',
    'schema.prisma',
    '--no-hints',
  ],
  // `generate` needs no schema engine, but would download one; any existing file keeps it from trying.
  environment: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
};

const BUILD_WEB: Step = {
  name: 'build-web',
  says: 'Building the web app',
  inputs: [
    'pnpm-lock.yaml',
    'apps/web/{index.html,sign-in.html,vite.config.ts,compress-files.ts,package.json}',
    'apps/web/{src,public}/**/*',
    'packages/contract/src/**/*',
  ],
  output: 'apps/web/dist/index.html',
  command: ['pnpm', '--filter', '@taskhelm/web', 'build'],
};

/** Installs and generates what any command needs; a step whose inputs have not changed is left out. */
export function prepare(): void {
  runSteps(INSTALL, GENERATE);
}

export function buildWebApp(): void {
  runSteps(BUILD_WEB);
}

/** One process after the other, where several are started in one folder. */
function runSteps(...steps: Step[]): void {
  inTurn(join(stateFolder, 'prepare.lock'), () => steps.forEach(runStep));
}

function runStep(step: Step): void {
  const stamp = join(stateFolder, `${step.name}.stamp`);
  const hash = hashInputs(step.inputs);
  const done =
    existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(join(root, step.output));
  if (done) return;
  process.stderr.write(`${step.says} …\n`);
  const [command = '', ...args] = step.command;
  const environment = { ...process.env, ...step.environment };
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: environment,
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}\n`);
    process.stderr.write(`Taskhelm cannot start: "${step.command.join(' ')}" failed; its output is above.\n`);
    process.exit(1);
  }
  mkdirSync(stateFolder, { recursive: true });
  writeFileSync(stamp, hash);
}

function hashInputs(patterns: string[]): string {
  const files = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash('sha256').update(process.version.split('.')[0] ?? '');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
