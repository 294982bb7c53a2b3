import { spawnSync } from 'node:child_process';
import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRun } from './program.ts';

/** The library that gives a process another clock; from the Debian package, installed where that is allowed. */
function findFaketime(): string {
  const found = look();
  if (found) return found;
  if (process.getuid?.() === 0)
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'faketime'], { stdio: 'ignore' });
  const installed = look();
  if (installed) return installed;
  throw new CannotRun(
    'it needs the Debian package faketime, which is not installed: apt-get install faketime',
  );
}

function look(): string | null {
  const folders = readdirSync('/usr/lib').map((name) => join('/usr/lib', name, 'faketime'));
  const files = folders.map((folder) => join(folder, 'libfaketimeMT.so.1'));
  return files.find((file) => existsSync(file)) ?? null;
}

/**
 * The environment of a process whose clock is `clock`, as faketime takes it: `+1h`, or `+0 x2` for twice the speed. Timers
 * go on as ever: they do not depend on the time of day.
 */
export function underClock(clock: string): Record<string, string> {
  return {
    LD_PRELOAD: findFaketime(),
    FAKETIME: clock,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    DONT_FAKE_MONOTONIC: '1',
  };
}
