import type { PrismaClient } from '../../../apps/api/src/db/client.ts';
import { CONNECTIONS } from '../../../apps/api/src/db/connections.ts';

/** Less than any query may take. */
export const SLEEP_SECONDS = 12;
const TIMES = 2;
export const HOLD_MS = TIMES * SLEEP_SECONDS * 1_000;

/** Keeps every connection that requests may have asleep, for longer than a lease lasts. */
export async function holdConnections(prisma: PrismaClient): Promise<void> {
  const lane = async (): Promise<void> => {
    for (let time = 0; time < TIMES; time += 1)
      await prisma.$executeRaw`SELECT pg_sleep(${SLEEP_SECONDS})`.catch(() => undefined);
  };
  await Promise.all(Array.from({ length: CONNECTIONS.requests }, lane));
}
