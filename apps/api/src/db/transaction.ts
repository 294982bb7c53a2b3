import type { Db, PrismaClient } from './client.ts';
import { sqlState } from './sql-state.ts';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const TRIES = 3;

export type Transact = <Result>(work: (tx: Db) => Promise<Result>) => Promise<Result>;

/** Runs `work` in one transaction, again when Postgres asked for it (deadlock, serialization failure), up to three times. */
export function createTransact(prisma: PrismaClient): Transact {
  return async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await prisma.$transaction(work, { maxWait: 5_000, timeout: 15_000 });
      } catch (error) {
        const state = sqlState(error);
        const again = state === SERIALIZATION_FAILURE || state === DEADLOCK;
        if (!again || attempt === TRIES) throw error;
      }
    }
  };
}
