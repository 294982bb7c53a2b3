import { fromPrisma, PgBoss } from 'pg-boss';
import { QUERY_TIMEOUT_MS } from '../db/client.ts';
import { HeardClient } from '../db/heard-client.ts';
import { CONNECTIONS, type ConnectionName } from '../db/connections.ts';
import { keepConnection } from '../db/kept-connection.ts';
import { repeatOnConflict } from '../db/repeat-on-conflict.ts';
import type { Logger } from '../logger.ts';
import type { JobQueue } from './job-queue.ts';
import { createSignals } from './signals.ts';

const QUEUE = 'task-wake-up';

type QueueSettings = {
  databaseUrl: string;
  connectionName: ConnectionName;
  logger: Logger;
  /** Whether this process does the queue's housekeeping. */
  supervise: boolean;
};

/** The queue's tables are created or migrated here, under pg-boss's own lock. */
export async function startPgBossJobQueue(settings: QueueSettings): Promise<JobQueue> {
  const { databaseUrl, connectionName, logger, supervise } = settings;
  const pool = {
    connectionString: databaseUrl,
    application_name: connectionName('queue'),
    max: CONNECTIONS.queue,
    // The driver's, which pg-boss hands on: it knows no time limit of its own, and what hangs once would hang for ever.
    query_timeout: QUERY_TIMEOUT_MS,
    Client: HeardClient,
  };
  const boss = new PgBoss({ ...pool, supervise, schedule: false });
  boss.on('error', (error) => logger.warn({ err: error }, 'the queue met an error'));
  await boss.start();
  // A wake-up taken by a worker that died comes back after 30 s; settled ones are not kept.
  await boss.createQueue(QUEUE, { expireInSeconds: 30, retryLimit: 3, retentionSeconds: 30 * 86_400 });
  const signals = createSignals((channel, onNotification, onReopened) =>
    keepConnection({
      databaseUrl,
      name: connectionName('listen'),
      logger,
      prepare: (client) => client.query(`LISTEN ${channel}`),
      onNotification,
      onReopened,
    }),
  );

  return {
    signals,
    wake: async (tx, { taskId, at }) => {
      await boss.send(QUEUE, { task_id: taskId }, { db: fromPrisma(tx), ...(at ? { startAfter: at } : {}) });
      if (!at) await signals.send(tx, 'wake');
    },
    signalCancel: (tx, taskId) => signals.send(tx, 'cancel', taskId),
    drain: async (limit) => {
      const jobs = await repeatOnConflict(() => boss.fetch(QUEUE, { batchSize: limit }));
      if (jobs.length > 0)
        await repeatOnConflict(() =>
          boss.deleteJob(
            QUEUE,
            jobs.map((job) => job.id),
          ),
        );
      return jobs.length;
    },
    listen: ({ onWake, onCancel, onReopened }) =>
      signals.listen({ wake: onWake, cancel: onCancel, regained: onReopened }),
    stop: () => boss.stop({ graceful: false, close: true }),
  };
}
