import type { PrismaClient } from '../db/client.ts';
import type { Logger } from '../logger.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { claimTasks, renewLeases, type Claim } from './claim-repository.ts';
import type { RunControl, StopReason } from './run-task-job.ts';
import type { WorkerIdentity } from './worker-identity.ts';

const POLL_MS = 2_000;
const RENEW_MS = 5_000;
const SWEEP_MS = 1_000;
const TIDY_MS = 3_600_000;
const DRAIN_MS = 25_000;
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
  /** How long a step under way may take to finish when the worker stops, in milliseconds; 25,000 where missing. */
  drainMs?: number;
  logger: Logger;
};

export type Worker = { stop: () => Promise<void> };

type Run = { claim: Claim; abort: (reason: StopReason) => void; done: Promise<void> };

/**
 * The claim loop of one process: on a wake-up, a freed slot or a timer it claims as many tasks as it has free slots. Only
 * one claim is under way at a time; what happens meanwhile makes it go round again.
 */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { prisma, queue, identity, concurrency, run, sweep, tidy, drainMs = DRAIN_MS, logger } = parts;
  const runs = new Map<string, Run>();
  const draining = new AbortController();
  let stopping = false;
  let again = false;
  let claiming: Promise<void> | null = null;

  const warn = (message: string) => (error: unknown) => {
    if (!stopping) logger.warn({ err: error }, message);
  };
  const wake = (): void => {
    again = true;
    claiming ??= claimAll()
      .catch(warn('claiming tasks failed; trying again'))
      .finally(() => (claiming = null));
  };
  const listening = await queue.listen({
    onWake: wake,
    onCancel: (taskId) => runs.get(taskId)?.abort('cancelled'),
  });
  const polling = setInterval(wake, POLL_MS);
  const timers = [
    repeat(RENEW_MS, () => renew().catch(warn('renewing leases failed'))),
    repeat(SWEEP_MS, () => sweep().catch(warn('looking for lost tasks failed'))),
    setInterval(() => void tidy().catch(warn('tidying up failed')), TIDY_MS),
  ];
  void tidy().catch(warn('tidying up failed'));
  wake();

  return {
    /**
     * Claims nothing more; each run stops when its step is done, or is aborted when that takes too long, and its task goes
     * back. Leases are renewed and cancels heard until the last one has stopped.
     */
    stop: async () => {
      stopping = true;
      clearInterval(polling);
      await claiming;
      draining.abort();
      const allDone = Promise.all([...runs.values()].map(({ done }) => done));
      const late = setTimeout(() => runs.forEach(({ abort }) => abort('drained')), drainMs);
      await allDone;
      clearTimeout(late);
      timers.forEach(clearInterval);
      await listening.close();
    },
  };

  async function claimAll(): Promise<void> {
    while (again && !stopping) {
      again = false;
      await queue.drain(DRAIN_LIMIT);
      const free = concurrency - runs.size;
      const claims = free > 0 ? await claimTasks(prisma, identity.id, free) : [];
      claims.forEach(start);
      if (claims.length > 0) again = true;
    }
  }

  /** Registered before anything is awaited, so that no cancel finds the task running and nobody to tell. */
  function start(claim: Claim): void {
    const controller = new AbortController();
    const abort = (reason: StopReason): void => controller.abort(reason);
    const done = run(claim, { signal: controller.signal, stop: abort, draining: draining.signal }).finally(
      () => {
        if (runs.get(claim.taskId) === started) runs.delete(claim.taskId);
        if (!stopping) wake();
      },
    );
    const started: Run = { claim, abort, done };
    runs.set(claim.taskId, started);
  }

  /** What this worker runs but no longer holds was cancelled or taken over: it stops. */
  async function renew(): Promise<void> {
    const before = [...runs.values()];
    const taskIds = before.map(({ claim }) => claim.taskId);
    const renewed = await renewLeases(prisma, identity.id, taskIds);
    const held = new Map(renewed.map((claim) => [claim.taskId, claim.attempt]));
    for (const { claim, abort } of before) {
      if (held.get(claim.taskId) !== claim.attempt) abort('lost');
    }
  }
}

/** Not again while it is still under way: with a slow database the rounds would pile up and take every connection. */
function repeat(everyMs: number, work: () => Promise<void>): NodeJS.Timeout {
  let busy = false;
  return setInterval(() => {
    if (busy) return;
    busy = true;
    void work().finally(() => (busy = false));
  }, everyMs);
}
