import type { System } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { databaseTime } from '../db/database-time.ts';
import { describeDatabase, describeQueue, findLivingWorkers } from './system-repository.ts';

/** How this process, the database and the workers are doing. */
export async function readSystem(prisma: PrismaClient): Promise<Omit<System, 'version' | 'build_id'>> {
  const asked = performance.now();
  const now = await databaseTime(prisma);
  const answeredInMs = performance.now() - asked;
  const [database, queue, workers] = await Promise.all([
    describeDatabase(prisma),
    describeQueue(prisma),
    findLivingWorkers(prisma),
  ]);
  const uptimeMs = Math.round(process.uptime() * 1_000);
  return {
    started_at: new Date(now.getTime() - uptimeMs).toISOString(),
    uptime_ms: uptimeMs,
    database: {
      version: database.version,
      answered_in_ms: Math.round(answeredInMs * 10) / 10,
      size_bytes: Number(database.sizeBytes),
    },
    queue: {
      ready: Number(queue.ready),
      oldest_ready_at: queue.oldest_ready_at?.toISOString() ?? null,
      waiting: Number(queue.waiting),
      running: Number(queue.running),
    },
    workers: workers.map(({ started_at, running, ...worker }) => ({
      ...worker,
      started_at: started_at.toISOString(),
      running: Number(running),
    })),
  };
}
