import type { PrismaClient } from '../db/client.ts';
import type { Logger } from '../logger.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { claimTasks, renewLeases, type Claim } from './claim-repository.ts';
import type { StopReason } from './run-task-job.ts';
import type { WorkerIdentity } from './worker-identity.ts';

const POLL_MS = 2_000;
const RENEW_MS = 5_000;
const SWEEP_MS = 1_000;
/** Wake-ups settled in one go; more than tasks are claimed at once, since many may announce the same. */
const DRAIN_LIMIT = 100;

export type WorkerParts = {
  prisma: PrismaClient;
  queue: JobQueue;
  identity: WorkerIdentity;
  concurrency: number;
  /** Runs one claimed task; does not throw. */
  run: (claim: Claim, signal: AbortSignal) => Promise<void>;
  /** Frees the tasks of dead workers. */
  recover: () => Promise<number>;
  logger: Logger;
};

export type Worker = { stop: () => Promise<void> };

type Run = { claim: Claim; abort: (reason: StopReason) => void; done: Promise<void> };

/**
 * The claim loop of one process: on a wake-up, a freed slot or a timer it claims as many tasks as it has free slots. Only
 * one claim is under way at a time; what happens meanwhile makes it go round again.
 */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { prisma, queue, identity, concurrency, run, recover, logger } = parts;
  const runs = new Map<string, Run>();
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
  const timers = [
    setInterval(wake, POLL_MS),
    setInterval(() => void renew().catch(warn('renewing leases failed')), RENEW_MS),
    setInterval(() => void recover().catch(warn('looking for lost tasks failed')), SWEEP_MS),
  ];
  wake();

  return {
    /** Claims nothing more, stops what runs, gives it back, and waits until that is done. */
    stop: async () => {
      stopping = true;
      timers.forEach(clearInterval);
      await listening.close();
      await claiming;
      for (const { abort } of runs.values()) abort('drained');
      await Promise.all([...runs.values()].map(({ done }) => done));
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
    const done = run(claim, controller.signal).finally(() => {
      if (runs.get(claim.taskId) === started) runs.delete(claim.taskId);
      if (!stopping) wake();
    });
    const started: Run = { claim, abort: (reason) => controller.abort(reason), done };
    runs.set(claim.taskId, started);
  }

  /** What this worker runs but no longer holds was cancelled or taken over: it stops. */
  async function renew(): Promise<void> {
    const before = [...runs.values()];
    const held = new Map(
      (await renewLeases(prisma, identity.id)).map((claim) => [claim.taskId, claim.attempt]),
    );
    for (const { claim, abort } of before) {
      if (held.get(claim.taskId) !== claim.attempt) abort('lost');
    }
  }
}
