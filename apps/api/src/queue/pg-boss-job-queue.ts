import { fromPrisma, PgBoss } from 'pg-boss';
import type { Logger } from '../logger.ts';
import type { JobQueue } from './job-queue.ts';
import { createSignals } from './signals.ts';

const QUEUE = 'task-wake-up';

type QueueSettings = {
  databaseUrl: string;
  logger: Logger;
  /** Whether this process does the queue's housekeeping. */ supervise: boolean;
};

/** The queue's tables are created or migrated here, under pg-boss's own lock. */
export async function startPgBossJobQueue(settings: QueueSettings): Promise<JobQueue> {
  const { databaseUrl, logger, supervise } = settings;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'taskhelm-queue',
    max: 3,
    supervise,
    schedule: false,
  });
  boss.on('error', (error) => logger.warn({ err: error }, 'the queue met an error'));
  await boss.start();
  // A wake-up taken by a worker that died comes back after 30 s; settled ones are not kept.
  await boss.createQueue(QUEUE, { expireInSeconds: 30, retryLimit: 3, retentionSeconds: 30 * 86_400 });
  const db = boss.getDb();
  const signals = createSignals((...listener) => {
    if (!db.listen) throw new Error('this database adapter cannot listen for notifications');
    return db.listen(...listener);
  });

  return {
    signals,
    wake: async (tx, { taskId, at }) => {
      await boss.send(QUEUE, { task_id: taskId }, { db: fromPrisma(tx), ...(at ? { startAfter: at } : {}) });
      if (!at) await signals.send(tx, 'wake');
    },
    signalCancel: (tx, taskId) => signals.send(tx, 'cancel', taskId),
    drain: async (limit) => {
      const jobs = await boss.fetch(QUEUE, { batchSize: limit });
      if (jobs.length > 0)
        await boss.deleteJob(
          QUEUE,
          jobs.map((job) => job.id),
        );
      return jobs.length;
    },
    listen: ({ onWake, onCancel }) => signals.listen({ wake: onWake, cancel: onCancel, regained: onWake }),
    stop: () => boss.stop({ graceful: false, close: true }),
  };
}
