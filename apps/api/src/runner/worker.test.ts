import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '../logger.ts';
import type { JobListener } from '../queue/job-queue.ts';
import type { StopReason } from './run-task-job.ts';
import { startWorker, type Worker, type WorkerParts } from './worker.ts';

describe('a worker in trouble with its database', () => {
  let toClaim: { task_id: string; task_attempt: number }[];
  let renew: () => Promise<unknown[]>;
  let drains: number;
  let sweeps: number;
  let drain: () => Promise<number>;
  let listener: JobListener;
  let stopReasons: StopReason[];
  let worker: Worker;

  beforeEach(async () => {
    jest.useFakeTimers();
    toClaim = [{ task_id: 'one', task_attempt: 1 }];
    [drains, sweeps, stopReasons] = [0, 0, []];
    renew = async () => [{ id: 'one', attempt: 1 }];
    drain = async () => 0;
    const parts = {
      prisma: { $queryRaw: async () => toClaim.splice(0) },
      queue: {
        drain: () => {
          drains += 1;
          return drain();
        },
        listen: async (given: JobListener) => {
          listener = given;
          return { close: async () => undefined };
        },
      },
      identity: { id: 'worker', connection: { query: () => renew() } },
      concurrency: 2,
      run: (_claim: unknown, { signal }: { signal: AbortSignal }) =>
        new Promise<void>((resolve) =>
          signal.addEventListener('abort', () => {
            stopReasons.push(signal.reason as StopReason);
            resolve();
          }),
        ),
      sweep: async () => void (sweeps += 1),
      tidy: async () => undefined,
      refill: async () => undefined,
      drainMs: 0,
      logger: createLogger('silent'),
    };
    worker = await startWorker(parts as unknown as WorkerParts);
  });
  afterEach(async () => {
    const stopped = worker.stop();
    await jest.advanceTimersByTimeAsync(1);
    await stopped;
    jest.useRealTimers();
  });

  it('goes on with a task whose lease it renews', async () => {
    await jest.advanceTimersByTimeAsync(120_000);
    expect(stopReasons).toEqual([]);
  });

  it('bears a renewal that fails, and stops a task whose lease may have run out', async () => {
    renew = () => Promise.reject(new Error('the database is away'));
    await jest.advanceTimersByTimeAsync(14_000);
    expect(stopReasons).toEqual([]);
    await jest.advanceTimersByTimeAsync(6_500);
    expect(stopReasons).toEqual(['lost']);
  });

  it('looks for work again although a look hangs', async () => {
    drain = () => new Promise(() => undefined);
    await jest.advanceTimersByTimeAsync(2_000);
    const before = drains;
    await jest.advanceTimersByTimeAsync(15_000);
    expect(drains).toBe(before);
    drain = async () => 0;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(drains).toBeGreaterThan(before);
  });

  it('looks at once for new, cancelled and lost tasks when it can hear again', async () => {
    await jest.advanceTimersByTimeAsync(5_500);
    let renewals = 0;
    renew = async () => {
      renewals += 1;
      return [];
    };
    const before = { drains, sweeps };
    listener.onReopened();
    await jest.advanceTimersByTimeAsync(0);
    expect([drains > before.drains, sweeps > before.sweeps, renewals]).toEqual([true, true, 1]);
    expect(stopReasons).toEqual(['lost']);
  });
});
