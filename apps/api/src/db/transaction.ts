import type { Db, PrismaClient } from './client.ts';
import { RELEASE_DISK_RESERVE, withDiskReserve } from './disk-reserve.ts';
import { repeatOnConflict } from './repeat-on-conflict.ts';

export type Transact = <Result>(work: (tx: Db) => Promise<Result>) => Promise<Result>;

/**
 * Runs `work` in one transaction, again when Postgres asked for it (deadlock, serialization failure), and once more where
 * the disk was full.
 */
export function createTransact(prisma: PrismaClient): Transact {
  const release = () => prisma.$queryRawUnsafe(RELEASE_DISK_RESERVE);
  return (work) => {
    const run = () => prisma.$transaction(work, { maxWait: 5_000, timeout: 15_000 });
    return withDiskReserve(() => repeatOnConflict(run), release);
  };
}
