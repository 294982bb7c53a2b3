import { setTimeout as pause } from 'node:timers/promises';
import { sqlState } from './sql-state.ts';

const TRIES = 3;
const PAUSE_MS = 20;
/** Serialization failure and deadlock: Postgres undid the work and asks for it again. */
const CONFLICTS: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** Whether Postgres undid a transaction because of another one; nothing was stored. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has(sqlState(error)) || (error as { code?: unknown } | null)?.code === 'P2034';
}

/** Runs `work`, one statement or one whole transaction, up to three times as long as Postgres asks for it. */
export async function repeatOnConflict<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error) || tries === TRIES) throw error;
      await pause(PAUSE_MS * tries * (0.5 + Math.random()));
    }
  }
}
