import type { Logger } from '../logger.ts';
import type { Db } from './client.ts';
import { sqlState } from './sql-state.ts';

const DISK_FULL = '53100';

/** Whether there was no room on the database's disk; nothing was stored. */
export const isDiskFull = (error: unknown): boolean => sqlState(error) === DISK_FULL;

export const RELEASE_DISK_RESERVE = 'SELECT release_disk_reserve()::text';

/**
 * Runs `work`, one statement or one whole transaction; where the disk is full, once more in the room that `release` makes.
 * A new task does not get it: the database refuses those until the reserve is there again.
 */
export async function withDiskReserve<Result>(
  work: () => Promise<Result>,
  release: () => Promise<unknown>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    await release();
    return work();
  }
}

/** Takes the room back once there is enough of it. */
export async function refillDiskReserve(db: Db, logger: Logger): Promise<void> {
  try {
    const [row] = await db.$queryRaw<{ filled: boolean }[]>`SELECT refill_disk_reserve() AS filled`;
    if (row?.filled) logger.info('the disk of the database has room again; new tasks are taken');
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    logger.warn('the disk of the database is full; no new task is taken until there is room again');
  }
}
