// `npm test`: prepares itself and runs every check, one after the other; a failing one does not keep the others from
// running. The last line says how many tests passed and failed; each check that is not a test suite counts as one.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWebApp, prepare, root } from './prepare.ts';

type Counts = { passed: number; failed: number };
type Check = { name: string; run: () => Promise<Counts> };

prepare();
buildWebApp();
const { findBrowser } = await import('./find-browser.ts');
const reports = mkdtempSync(join(tmpdir(), 'taskhelm-reports-'));

const checks: Check[] = [
  gate('format', ['prettier', '--check', '.', '--log-level', 'warn']),
  gate('lint', ['oxlint', '--type-aware', '--quiet']),
  gate('types', ['-r', '--workspace-concurrency=2', 'run', 'typecheck']),
  gate('types of scripts and bench', ['tsc', '--noEmit']),
  gate('types of e2e and bench/web', ['tsc', '--noEmit', '-p', 'e2e']),
  gate(
    'boundaries',
    ['depcruise', 'apps', 'packages', 'prisma', '--config', '.dependency-cruiser.js'],
    sawEnoughModules,
  ),
  gate('unused code', ['knip', '--no-progress']),
  gate('weight of the web app', ['node', 'scripts/web-budget.ts']),
  suite(
    'unit, web and integration tests',
    'jest.json',
    (file) => ['jest', '--forceExit', '--json', `--outputFile=${file}`],
    countJest,
  ),
  suite(
    'end-to-end tests',
    'playwright.json',
    () => ['playwright', 'test', '--reporter=line,json'],
    countPlaywright,
  ),
  { name: 'fault programs, small', run: runFaults },
];

const total: Counts = { passed: 0, failed: 0 };
const failures: string[] = [];
for (const check of checks) {
  const startedAt = Date.now();
  const counts = await check.run();
  total.passed += counts.passed;
  total.failed += counts.failed;
  if (counts.failed > 0) failures.push(check.name);
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(
    `\n── ${check.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)\n\n`,
  );
}
rmSync(reports, { recursive: true, force: true });
if (failures.length > 0) process.stdout.write(`Failed: ${failures.join(', ')}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed > 0 ? 1 : 0);

/** A command that passes or fails as a whole. `accepts` looks at what it printed. */
function gate(name: string, command: string[], accepts: (output: string) => boolean = () => true): Check {
  return {
    name,
    run: async () => {
      const { code, output } = await pnpm(command);
      return code === 0 && accepts(output) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

/** A selection of the fault programs; their last line says how many passed. */
async function runFaults(): Promise<Counts> {
  const { code, output } = await pnpm(['node', 'bench/faults/run.ts', '--small']);
  const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  const counts = { passed: Number(passed), failed: Number(failed) };
  const broken = code !== 0 || counts.passed === 0;
  return broken && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** A test runner that writes a report; one that runs no test, or writes none, has failed. */
function suite(
  name: string,
  report: string,
  ...how: [(file: string) => string[], (report: string) => Counts]
): Check {
  const [command, count] = how;
  const file = join(reports, report);
  return {
    name,
    run: async () => {
      const environment = {
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        BROWSER_PATH: findBrowser(),
      };
      const { code } = await pnpm(command(file), environment);
      const counts = readCounts(file, count);
      const nothingRan = counts.passed + counts.failed === 0;
      return code !== 0 && counts.failed === 0
        ? { ...counts, failed: 1 }
        : { ...counts, failed: counts.failed + (nothingRan ? 1 : 0) };
    },
  };
}

function readCounts(file: string, count: (report: string) => Counts): Counts {
  try {
    return count(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function countJest(report: string): Counts {
  const result = JSON.parse(report) as {
    numPassedTests: number;
    numFailedTests: number;
    numRuntimeErrorTestSuites: number;
  };
  return { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites };
}

function countPlaywright(report: string): Counts {
  const { stats } = JSON.parse(report) as { stats: { expected: number; unexpected: number; flaky: number } };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

/** With a compiler that it cannot load, dependency-cruiser sees no modules and passes. */
function sawEnoughModules(output: string): boolean {
  const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  if (modules < 150) process.stdout.write(`Only ${modules} modules were seen; the check is broken.\n`);
  return modules >= 150;
}

function pnpm(
  command: string[],
  environment: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const args = command[0] === '-r' ? command : ['exec', ...command];
  const child = spawn('pnpm', args, {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? 1, output })));
}
