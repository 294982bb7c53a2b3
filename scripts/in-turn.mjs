// Plain JavaScript, as toolchain.mjs is: the machine's own, possibly older, Node has to read it.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Longer than any step takes: a holder that cannot be asked, as in another container, is passed over then. */
const LONGEST_MS = 20 * 60_000;

/**
 * Runs `work` while no other process of this folder does. One that died while it held the lock is passed over.
 *
 * @template T
 * @param {string} lock the path of the file that is the lock
 * @param {() => T} work may end the process
 * @returns {T}
 */
export function inTurn(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  for (let waits = 0; !take(lock); waits += 1) {
    if (waits === 10) process.stderr.write('Waiting for another process that prepares this folder …\n');
    if (isLeft(lock)) passOver(lock);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} lock */
function isLeft(lock) {
  const holder = read(lock);
  if (!holder) return false;
  if (holder.ageMs > LONGEST_MS) return true;
  // Between its creation and its first byte.
  if (holder.pid === '') return holder.ageMs > 5_000;
  try {
    process.kill(Number(holder.pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/**
 * Of many who find it left only one gets it out of the way; who gets hold of a new one by that puts it back.
 *
 * @param {string} lock
 */
function passOver(lock) {
  const aside = `${lock}.${process.pid}`;
  const left = read(lock)?.pid;
  try {
    renameSync(lock, aside);
    const moved = readFileSync(aside, 'utf8');
    if (moved !== left) writeFileSync(lock, moved, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {string} lock */
function read(lock) {
  try {
    return { pid: readFileSync(lock, 'utf8'), ageMs: Date.now() - statSync(lock).mtimeMs };
  } catch {
    return null;
  }
}

/**
 * @param {unknown} error
 * @returns {unknown}
 */
function codeOf(error) {
  return Object(error).code;
}
