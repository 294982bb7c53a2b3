import { setTimeout as sleep } from 'node:timers/promises';
import { isFinal, type TaskDetail, type TaskStatus } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import type { TaskService } from './task-service.ts';

const POLL_MS = 150;

type Wait = {
  id: string;
  until: readonly ('needs_input' | 'final')[];
  timeoutSeconds: number;
  signal: AbortSignal;
};

/** The task as soon as its status is one of `until`, or as it is when the time is up or the caller has gone. */
export async function waitForTask(prisma: PrismaClient, tasks: TaskService, wait: Wait): Promise<TaskDetail> {
  const deadline = Date.now() + wait.timeoutSeconds * 1_000;
  for (;;) {
    const row = await prisma.task.findUnique({ where: { id: wait.id }, select: { status: true } });
    const reached = !row || isReached(row.status, wait.until);
    if (reached || Date.now() >= deadline || wait.signal.aborted) return tasks.get(wait.id);
    await sleep(POLL_MS, undefined, { signal: wait.signal }).catch(() => undefined);
  }
}

function isReached(status: TaskStatus, until: Wait['until']): boolean {
  return (
    (until.includes('final') && isFinal(status)) ||
    (until.includes('needs_input') && status === 'needs_input')
  );
}
