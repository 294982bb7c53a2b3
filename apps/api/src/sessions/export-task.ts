import type { TaskDetail, TaskEvent, TaskExport } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { readEvents } from '../events/event-repository.ts';

const PAGE = 1_000;

/** A task with every event of its session, whole. */
export async function exportTask(prisma: PrismaClient, task: TaskDetail): Promise<TaskExport> {
  const events: TaskEvent[] = [];
  for (;;) {
    const page = await readEvents(prisma, task.session_id, { after: events.at(-1)?.seq ?? 0, limit: PAGE });
    events.push(...page);
    if (page.length < PAGE) return { exported_at: new Date().toISOString(), task, events };
  }
}
