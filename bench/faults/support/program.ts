import { checkInvariants, type Violation } from '../check-invariants.ts';
import { percentiles } from '../../support/percentiles.ts';
import { startFaultPostgres, type FaultPostgres } from './database.ts';
import type { ProtectionName } from './protections.ts';
import { createRandom, type Random } from './random.ts';
import type { RecordedRun } from './recorded-run.ts';
import type { Site } from './site.ts';
import { leave } from './when-interrupted.ts';

/** What a program is given. `size` is its number of rounds; a proof runs `without` a protection. */
export type ProgramRun = {
  postgres: FaultPostgres;
  size: number;
  random: Random;
  without?: ProtectionName | undefined;
  /** False when a long run has had its minutes: it ends its rounds early, and says how many there were. */
  hasTime: () => boolean;
};

/** What was measured, in the order in which it is printed. */
export type Figures = Record<string, number | string>;

export type Report = { figures: Figures; violations: Violation[] };

export type Outcome = 'passed' | 'failed' | 'not run';

export type FaultProgram = {
  id: string;
  title: string;
  /** Rounds: in continuous integration, before a release, to prove it, and inside `npm test` (left out where missing). */
  sizes: { ci: number; soak: number; prove: number; test?: number };
  /** What it rests on: without any one of these it has to report violations. */
  protections: readonly ProtectionName[];
  /** Why none can be taken away, where there is none. */
  noProof?: string;
  run: (run: ProgramRun) => Promise<Report>;
};

/** Checks what a site left behind; adds what every program reports. */
export async function reportOn(site: Site, figures: Figures, more: Violation[] = []): Promise<Report> {
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

/** Thrown where this machine lacks what a program needs. */
export class CannotRun extends Error {
  override name = 'CannotRun';
}

/** A program that broke off. It proves nothing. */
export const failureOf = (id: string, error: unknown): Violation => ({
  rule: 'program',
  id,
  message: error instanceof Error ? (error.stack ?? error.message) : String(error),
});

/** Runs a program that was started on its own: `node bench/faults/<file> [rounds] [--prove]`, SEED= replays; --minutes= ends it early. */
export async function runAlone(program: FaultProgram): Promise<void> {
  const isProof = process.argv.includes('--prove');
  const usual = isProof ? program.sizes.prove : program.sizes.ci;
  const size = Number(process.argv.find((text) => /^\d+$/.test(text)) ?? usual);
  const postgres = await startFaultPostgres();
  if (isProof) sayUnproved(program);
  const common = { postgres, size, hasTime: readTime() };
  let passed = true;
  try {
    for (const without of isProof ? program.protections : [undefined])
      passed &&=
        (await runProgram(program, { ...common, random: createRandom(readSeed()), without })) === 'passed';
  } finally {
    await postgres.stop();
  }
  await leave(passed ? 0 : 1);
}

/** A proof that is missing is to be seen. */
export function sayUnproved({ id, protections, noProof }: FaultProgram): void {
  if (protections.length === 0) console.log(`---- ${id} has no proof: ${noProof}`);
}

export function readSeed(): number {
  return Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
}

/** `--minutes=N`: how long a program with many rounds may take. */
export function readTime(): () => boolean {
  const given = process.argv.find((text) => text.startsWith('--minutes='))?.split('=')[1];
  const end = given ? Date.now() + Number(given) * 60_000 : Number.POSITIVE_INFINITY;
  return () => Date.now() < end;
}

/** Runs and prints one program, and says when it cannot run here. */
export async function runProgram(program: FaultProgram, run: ProgramRun): Promise<Outcome> {
  try {
    return (await runAndPrint(program, run)) ? 'passed' : 'failed';
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    console.log(`NOT RUN ${program.id} ${program.title}: ${error.message}`);
    return 'not run';
  }
}

/** It passes without a violation; a proof passes with one that the program looks for. */
async function runAndPrint(program: FaultProgram, run: ProgramRun): Promise<boolean> {
  const begin = Date.now();
  const { figures, violations } = await program.run(run).catch((error: unknown): Report => {
    if (error instanceof CannotRun) throw error;
    return { figures: {}, violations: [failureOf(program.id, error)] };
  });
  const seconds = ((Date.now() - begin) / 1_000).toFixed(1);
  const seen = violations.filter(({ rule }) => rule !== 'program');
  const passed = run.without ? seen.length > 0 : violations.length === 0;
  const without = run.without ? ` (without ${run.without})` : '';
  const line = Object.entries({ rounds: run.size, ...figures, violations: violations.length }).map(
    ([key, value]) => `${key} ${value}`,
  );
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${program.id} ${program.title}${without}`);
  console.log(`     ${line.join(', ')} (${seconds} s, SEED=${run.random.seed})`);
  const shown = run.without && passed ? seen.slice(0, 2) : violations.slice(0, 20);
  for (const { rule, id, message } of shown) console.log(`     ${rule} ${id}: ${message}`);
  if (violations.length > shown.length) console.log(`     … and ${violations.length - shown.length} more`);
  if (run.without && !passed) console.log('     NOT SEEN: without its protection it found nothing');
  return passed;
}
