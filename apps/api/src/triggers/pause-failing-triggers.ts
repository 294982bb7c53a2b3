import type { PrismaClient } from '../db/client.ts';
import type { Logger } from '../logger.ts';
import { pauseFailing } from './trigger-repository.ts';

/** Pauses triggers that only fail. The database queues the notices of it in the same statement. */
export async function pauseFailingTriggers({
  prisma,
  logger,
}: {
  prisma: PrismaClient;
  logger: Logger;
}): Promise<void> {
  for (const { id, name, reason } of await pauseFailing(prisma)) {
    logger.warn({ trigger_id: id, trigger: name }, `a trigger was paused. ${reason}`);
  }
}
