import type { PrismaClient } from '../db/client.ts';
import type { Logger } from '../logger.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { claimTasks, LEASE_SECONDS, renewLeases, type Claim } from './claim-repository.ts';
import { repeat } from './repeat.ts';
import type { RunControl, StopReason } from './run-task-job.ts';
import type { WorkerIdentity } from './worker-identity.ts';

/** How late a task starts at most when its wake-up was lost. */
const POLL_MS = 1_000;
const RENEW_MS = 5_000;
const SWEEP_MS = 1_000;
const TIDY_MS = 3_600_000;
const REFILL_MS = 5_000;
const DRAIN_MS = 25_000;
/** Longer than any query may take. */
const HUNG_MS = 20_000;
/** Wake-ups settled in one go; more than tasks are claimed at once, since many may announce the same. */
const DRAIN_LIMIT = 100;

export type WorkerParts = {
  prisma: PrismaClient;
  queue: JobQueue;
  identity: WorkerIdentity;
  concurrency: number;
  /** Runs one claimed task; does not throw. */
  run: (claim: Claim, control: RunControl) => Promise<void>;
  /** What is due every second: the tasks of dead workers, requests that have expired. */
  sweep: () => Promise<void>;
  /** What is due every hour: what need not be kept any longer. */
  tidy: () => Promise<void>;
  /** Takes back what a full disk had to be given. */
  refill: () => Promise<void>;
  /** How long a step under way may take to finish when the worker stops, in milliseconds; 25,000 where missing. */
  drainMs?: number;
  logger: Logger;
};

export type Worker = { stop: () => Promise<void> };

type Run = {
  claim: Claim;
  abort: (reason: StopReason) => void;
  done: Promise<void>;
  /** When its lease ends unless it is renewed, at the earliest; by this process's own clock. */
  heldUntil: number;
};

const leaseEnd = (askedAt: number): number => askedAt + LEASE_SECONDS * 1_000;

/**
 * The claim loop of one process: on a wake-up, a freed slot or a timer it claims as many tasks as it has free slots. Only
 * one claim is under way at a time; a wake-up that comes meanwhile makes it go round again.
 */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { prisma, queue, identity, concurrency, run, drainMs = DRAIN_MS, logger } = parts;
  const runs = new Map<string, Run>();
  const draining = new AbortController();
  let stopping = false;

  const warn = (message: string) => (error: unknown) => {
    if (!stopping) logger.warn({ err: error }, message);
  };
  const every = (everyMs: number, work: () => Promise<void>, failed: string) =>
    repeat({ everyMs, limitMs: HUNG_MS }, () => work().catch(warn(failed)));
  const claiming = every(POLL_MS, claimAll, 'claiming tasks failed; trying again');
  const renewing = every(RENEW_MS, renew, 'renewing leases failed');
  const sweeping = every(SWEEP_MS, parts.sweep, 'looking for lost tasks failed');
  const tidying = every(TIDY_MS, parts.tidy, 'tidying up failed');
  const refilling = every(REFILL_MS, parts.refill, 'reserving room on the disk failed');
  const listening = await queue.listen({
    onWake: claiming.now,
    onCancel: (taskId) => runs.get(taskId)?.abort('cancelled'),
    // What was said in between was not heard: look for new tasks, for cancelled ones, and for those that others lost.
    onReopened: () => [claiming, renewing, sweeping].forEach(({ now }) => now()),
  });
  tidying.now();
  claiming.now();

  return {
    /**
     * Claims nothing more; each run stops when its step is done, or is aborted when that takes too long, and its task goes
     * back. Leases are renewed and cancels heard until the last one has stopped.
     */
    stop: async () => {
      stopping = true;
      await claiming.stop();
      draining.abort();
      const allDone = Promise.all([...runs.values()].map(({ done }) => done));
      const late = setTimeout(() => runs.forEach(({ abort }) => abort('drained')), drainMs);
      await allDone;
      clearTimeout(late);
      await Promise.all([renewing, sweeping, tidying, refilling].map(({ stop }) => stop()));
      await listening.close();
    },
  };

  async function claimAll(): Promise<void> {
    for (let found = true; found && !stopping;) {
      await queue.drain(DRAIN_LIMIT);
      const free = concurrency - runs.size;
      const askedAt = performance.now();
      const claims = free > 0 ? await claimTasks(prisma, identity.id, free) : [];
      for (const claim of claims) start(claim, leaseEnd(askedAt));
      found = claims.length > 0;
    }
  }

  /** Registered before anything is awaited, so that no cancel finds the task running and nobody to tell. */
  function start(claim: Claim, heldUntil: number): void {
    const controller = new AbortController();
    const abort = (reason: StopReason): void => controller.abort(reason);
    const done = run(claim, { signal: controller.signal, stop: abort, draining: draining.signal }).finally(
      () => {
        if (runs.get(claim.taskId) === started) runs.delete(claim.taskId);
        claiming.now();
      },
    );
    const started: Run = { claim, abort, done, heldUntil };
    runs.set(claim.taskId, started);
  }

  /**
   * What this worker runs but no longer holds was cancelled or taken over: it stops. So does what could not be renewed for
   * as long as its lease lasts: others may have it by now.
   */
  async function renew(): Promise<void> {
    const before = [...runs.values()];
    const askedAt = performance.now();
    try {
      const taskIds = before.map(({ claim }) => claim.taskId);
      const renewed = await renewLeases(identity.connection, identity.id, taskIds);
      const held = new Map(renewed.map((claim) => [claim.taskId, claim.attempt]));
      for (const run of before) {
        if (held.get(run.claim.taskId) === run.claim.attempt) run.heldUntil = leaseEnd(askedAt);
        else run.abort('lost');
      }
    } finally {
      for (const { heldUntil, abort } of before) if (heldUntil < performance.now()) abort('lost');
    }
  }
}
