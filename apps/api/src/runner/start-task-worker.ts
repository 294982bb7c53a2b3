import type { Context } from '../context.ts';
import { createPrisma } from '../db/client.ts';
import { CONNECTIONS } from '../db/connections.ts';
import { refillDiskReserve } from '../db/disk-reserve.ts';
import { sweep, tidy } from './housekeeping.ts';
import { startDeliverer } from '../webhooks/start-deliverer.ts';
import { runTaskJob } from './run-task-job.ts';
import { startWorker } from './worker.ts';
import { registerWorker } from './worker-identity.ts';

/** Starts the worker part of a process: sign of life first, then the claim loop. */
export async function startTaskWorker(context: Context): Promise<{ stop: () => Promise<void> }> {
  const { parts, close } = separate(context);
  const { prisma, queue, config, databaseUrl, connectionName, newId, logger } = parts;
  try {
    const identity = await registerWorker({
      prisma,
      databaseUrl,
      connectionName: connectionName('lock'),
      newId,
      logger,
    });
    const worker = await startWorker({
      prisma,
      queue,
      identity,
      concurrency: config.workerConcurrency,
      run: (claim, control) => runTaskJob(parts, claim, control),
      sweep: () => sweep(parts),
      tidy: () => tidy(parts),
      refill: () => refillDiskReserve(prisma, logger),
      logger,
    });
    const deliverer = startDeliverer({
      prisma,
      secrets: parts.secrets,
      network: parts.webhookNetwork,
      publicUrl: config.publicUrl,
      logger,
    });
    return {
      stop: async () => {
        await worker.stop();
        await deliverer.stop();
        await identity.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A worker that shares its process with the API has connections of its own: requests cannot take them from its tasks. */
function separate(context: Context): { parts: Context; close: () => Promise<void> } {
  const { config, databaseUrl, connectionName, logger } = context;
  if (config.role === 'worker') return { parts: context, close: async () => undefined };
  const prisma = createPrisma(
    databaseUrl,
    { connections: CONNECTIONS.work, name: connectionName('work') },
    (error) => logger.warn({ err: error }, 'a database connection was lost'),
  );
  const runParts = context.createRunParts(prisma);
  return {
    parts: { ...context, ...runParts },
    close: async () => {
      await runParts.mcp.close();
      await prisma.$disconnect();
    },
  };
}
