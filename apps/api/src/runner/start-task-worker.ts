import type { Context } from '../context.ts';
import { sweep, tidy } from './housekeeping.ts';
import { startDeliverer } from '../webhooks/start-deliverer.ts';
import { runTaskJob } from './run-task-job.ts';
import { startWorker } from './worker.ts';
import { registerWorker } from './worker-identity.ts';

/** Starts the worker part of a process: sign of life first, then the claim loop. */
export async function startTaskWorker(context: Context): Promise<{ stop: () => Promise<void> }> {
  const { prisma, queue, config, databaseUrl, newId, logger } = context;
  const identity = await registerWorker({ prisma, databaseUrl, newId, logger });
  const worker = await startWorker({
    prisma,
    queue,
    identity,
    concurrency: config.workerConcurrency,
    run: (claim, control) => runTaskJob(context, claim, control),
    sweep: () => sweep(context),
    tidy: () => tidy(context),
    logger,
  });
  const deliverer = startDeliverer({
    prisma,
    secrets: context.secrets,
    network: context.webhookNetwork,
    publicUrl: config.publicUrl,
    logger,
  });
  return {
    stop: async () => {
      await worker.stop();
      await deliverer.stop();
      await identity.close();
    },
  };
}
