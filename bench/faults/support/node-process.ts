import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseToLeaveBehind } from './when-interrupted.ts';

const root = join(import.meta.dirname, '../../..');
/** A machine that does much else may need long for it. */
const START_MS = 300_000;

/** A Taskhelm process that can be killed; what it prints is kept in a file. */
export type NodeProcess = {
  name: string;
  pid: number;
  /** When it printed that it is up, or ended before. */
  up: Promise<boolean>;
  isUp: () => boolean;
  ended: Promise<{ code: number | null; signal: string | null }>;
  hasEnded: () => boolean;
  /** Whether it ended without having been told to. */
  endedByItself: () => boolean;
  /** Sends a signal; one that ends a process makes its end an expected one. */
  signal: (signal: NodeJS.Signals) => void;
  log: () => string;
};

export type ProcessPlan = { name: string; logFile: string; script: string; env: Record<string, string> };

/** `expectsEnd`: the process is meant to kill itself, as at a failpoint. */
export function startNodeProcess(plan: ProcessPlan, expectsEnd = false): NodeProcess {
  refuseToLeaveBehind();
  const { name, logFile, script, env } = plan;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, script)], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = expectsEnd;
  let ended = false;
  let isUp = false;
  const up = waitUntilUp(child).then((value) => (isUp = value));
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const end = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('exit', (code, signal) => {
      ended = true;
      resolve({ code, signal });
    }),
  );
  return {
    name,
    pid: child.pid ?? 0,
    up,
    isUp: () => isUp && !ended,
    ended: end,
    hasEnded: () => ended,
    endedByItself: () => ended && !told,
    signal: (signal) => {
      if (signal === 'SIGKILL' || signal === 'SIGTERM') told = true;
      child.kill(signal);
    },
    log: () => readFileSync(logFile, 'utf8'),
  };
}

function waitUntilUp(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), START_MS);
    const settle = (value: boolean): void => {
      clearTimeout(timer);
      resolve(value);
    };
    child.stdout?.on('data', (data: Buffer) => {
      if (data.toString().startsWith('up\n') || data.toString().includes('\nup\n')) settle(true);
    });
    child.once('exit', () => settle(false));
  });
}
