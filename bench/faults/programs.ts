import { a1KillWorkers } from './a1-kill-workers.ts';
import { a11StaleWrites } from './a11-stale-writes.ts';
import { b1CreateOnce } from './b1-create-once.ts';
import { b2RespondRaces } from './b2-respond-races.ts';
import { b3CancelComplete } from './b3-cancel-complete.ts';
import type { FaultProgram } from './support/program.ts';

export const programs: readonly FaultProgram[] = [
  a1KillWorkers,
  a11StaleWrites,
  b1CreateOnce,
  b2RespondRaces,
  b3CancelComplete,
];
