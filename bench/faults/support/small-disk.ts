import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFaultPostgres, type FaultPostgres } from './database.ts';
import { CannotRun } from './program.ts';
import { once, whenInterrupted } from './when-interrupted.ts';

/** Enough for the server, a database and a few thousand tasks. */
const DATA_MB = 160;
/** Six segments. */
const WAL_MB = 96;

type Part = 'data' | 'wal';

/** A Postgres whose data and whose write-ahead log lie on small file systems of their own, in memory. */
export type SmallDisk = FaultPostgres & {
  /** Writes until nothing more fits; the answer frees the space again. */
  fill: (part: Part) => () => void;
};

/** Throws `CannotRun` where this machine does not let us mount a file system. */
export async function startOnSmallDisk(): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'taskhelm-faults-disk-'));
  chmodSync(folder, 0o755);
  const folders = { data: join(folder, 'data'), wal: join(folder, 'wal') };
  const mounted: string[] = [];
  const clear = async (): Promise<void> => {
    for (const path of mounted) execFileSync('umount', ['--lazy', path]);
    rmSync(folder, { recursive: true, force: true });
  };
  const forget = whenInterrupted(clear);
  try {
    for (const part of ['data', 'wal'] as const) {
      mount(folders[part], part === 'data' ? DATA_MB : WAL_MB);
      mounted.push(folders[part]);
    }
    const first = await startFaultPostgres(folders.data);
    await first.stop();
    moveLog(folders);
    const postgres = await startFaultPostgres(folders.data);
    const stop = once(async () => {
      await postgres.stop();
      await clear();
      forget();
    });
    return { ...postgres, fill: (part) => fill(join(folders[part], 'filler')), stop };
  } catch (error) {
    await clear();
    forget();
    throw error;
  }
}

function mount(path: string, megabytes: number): void {
  mkdirSync(path);
  try {
    const options = `size=${megabytes}m,mode=755`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'pipe' });
  } catch {
    throw new CannotRun('it mounts small file systems, which only root may');
  }
}

/** To the other disk. */
function moveLog({ data, wal }: Record<Part, string>): void {
  const cluster = join(data, 'postgres');
  const [from, to] = [join(cluster, 'pg_wal'), join(wal, 'pg_wal')];
  execFileSync('cp', ['--archive', from, to]);
  rmSync(from, { recursive: true });
  symlinkSync(to, from);
  appendFileSync(join(cluster, 'postgresql.auto.conf'), "min_wal_size = '32MB'\nmax_wal_size = '48MB'\n");
}

function fill(path: string): () => void {
  const file = openSync(path, 'w');
  try {
    for (const size of [1_048_576, 4_096]) for (const block = Buffer.alloc(size, 1); writes(file, block););
  } finally {
    closeSync(file);
  }
  return () => rmSync(path, { force: true });
}

function writes(file: number, block: Buffer): boolean {
  try {
    return writeSync(file, block) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
