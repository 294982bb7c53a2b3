import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { inTurn } from './in-turn.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taskhelm-turn-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = (): string => join(folder, 'node_modules', 'lock');

/** Notes when it begins and ends what it does alone, five times. */
const COUNTER = `
  import { appendFileSync } from 'node:fs';
  import { inTurn } from ${JSON.stringify(join(import.meta.dirname, 'in-turn.mjs'))};
  const [lock, log] = process.argv.slice(-2);
  for (let round = 0; round < 5; round += 1)
    inTurn(lock, () => { appendFileSync(log, 'in '); appendFileSync(log, 'out '); });
`;

test('Processes that want the same lock take turns', async () => {
  const log = join(folder, 'log');
  const ends = [1, 2, 3].map(
    () =>
      new Promise((resolve) => {
        spawn(process.execPath, ['--input-type=module', '-e', COUNTER, lock(), log]).once('exit', resolve);
      }),
  );
  expect(await Promise.all(ends)).toEqual([0, 0, 0]);
  expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(15));
});

test('A holder that was killed is passed over', async () => {
  const holder = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => holder.once('exit', resolve));
  inTurn(lock(), () => undefined);
  writeFileSync(lock(), String(holder.pid));
  expect(inTurn(lock(), () => readFileSync(lock(), 'utf8'))).toBe(String(process.pid));
});

test('What fails gives the lock back', () => {
  const fail = (): never => {
    throw new Error('no');
  };
  expect(() => inTurn(lock(), fail)).toThrow('no');
  expect(inTurn(lock(), () => 'next')).toBe('next');
});
