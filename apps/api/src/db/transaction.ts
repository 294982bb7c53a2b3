import type { Db, PrismaClient } from './client.ts';
import { repeatOnConflict } from './repeat-on-conflict.ts';

export type Transact = <Result>(work: (tx: Db) => Promise<Result>) => Promise<Result>;

/** Runs `work` in one transaction, again when Postgres asked for it (deadlock, serialization failure). */
export function createTransact(prisma: PrismaClient): Transact {
  return (work) => repeatOnConflict(() => prisma.$transaction(work, { maxWait: 5_000, timeout: 15_000 }));
}
