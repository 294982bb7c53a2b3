import { checkInvariants, type Violation } from '../check-invariants.ts';
import { percentiles } from '../../support/percentiles.ts';
import { startFaultPostgres, type FaultPostgres } from './database.ts';
import { createRandom, type Random } from './random.ts';
import type { RecordedRun } from './recorded-run.ts';
import type { Site } from './site.ts';

/** What a program is given. `size` is its number of rounds. */
export type ProgramRun = { postgres: FaultPostgres; size: number; random: Random; fence: boolean };

export type Report = {
  /** What was measured, in the order in which it is printed. */
  figures: Record<string, number | string>;
  violations: Violation[];
};

export type FaultProgram = {
  id: string;
  title: string;
  /** Rounds: in continuous integration, before a release, and inside `npm test` (left out where missing). */
  sizes: { ci: number; soak: number; test?: number };
  /** Whether it has to report violations once the fence is taken away. */
  restsOnFence?: boolean;
  /** Does not count with the programs that pass or fail; it measures. */
  run: (run: ProgramRun) => Promise<Report>;
};

/** Checks what a site left behind; adds what every program reports. */
export async function reportOn(
  site: Site,
  figures: Record<string, number | string>,
  more: Violation[] = [],
): Promise<Report> {
  const record = await site.record();
  const violations = [...checkInvariants(record), ...more];
  return { figures: { ...figures, ...countsOf(record, violations) }, violations };
}

function countsOf({ tasks }: RecordedRun, violations: Violation[]): Record<string, number> {
  const of = (...rules: string[]): number => violations.filter(({ rule }) => rules.includes(rule)).length;
  return {
    tasks: tasks.length,
    'stale writes refused': tasks.reduce((sum, task) => sum + task.late_writes_refused, 0),
    lost: of('I1', 'I2', 'I3'),
    doubled: of('I5', 'I6', 'I8'),
  };
}

/** p50/p99/max of milliseconds, for one line. */
export function timesOf(milliseconds: number[]): string {
  if (milliseconds.length === 0) return 'none';
  const { n, p50, p99, max } = percentiles(milliseconds);
  return `p50 ${p50.toFixed(0)} p99 ${p99.toFixed(0)} max ${max.toFixed(0)} ms (n=${n})`;
}

/** Runs a program that was started on its own: `node bench/faults/<file> [rounds] [--no-fence]`, SEED= replays. */
export async function runAlone(program: FaultProgram): Promise<void> {
  const size = Number(process.argv.find((text) => /^\d+$/.test(text)) ?? program.sizes.ci);
  const postgres = await startFaultPostgres();
  const fence = !process.argv.includes('--no-fence');
  let passed = false;
  try {
    passed = await runProgram(program, { postgres, size, random: createRandom(readSeed()), fence });
  } finally {
    await postgres.stop();
  }
  process.exit(passed ? 0 : 1);
}

export function readSeed(): number {
  return Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
}

/** Runs and prints one program; true when there was no violation. */
export async function runProgram(program: FaultProgram, run: ProgramRun): Promise<boolean> {
  const begin = Date.now();
  const shown = run.fence ? 20 : 3;
  const name = `${program.id} ${program.title}${run.fence ? '' : ' (fence off)'}`;
  const { figures, violations } = await program.run(run).catch((error: unknown): Report => ({
    figures: {},
    violations: [
      {
        rule: 'program',
        id: program.id,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      },
    ],
  }));
  const seconds = ((Date.now() - begin) / 1_000).toFixed(1);
  const line = Object.entries({ rounds: run.size, ...figures, violations: violations.length }).map(
    ([key, value]) => `${key} ${value}`,
  );
  console.log(
    `${violations.length === 0 ? 'ok  ' : 'FAIL'} ${name}\n     ${line.join(', ')} (${seconds} s, SEED=${run.random.seed})`,
  );
  for (const { rule, id, message } of violations.slice(0, shown))
    console.log(`     ${rule} ${id}: ${message}`);
  if (violations.length > shown) console.log(`     … and ${violations.length - shown} more`);
  return violations.length === 0;
}
