import type { Transact } from '../db/transaction.ts';
import { AppError, notFound } from '../errors.ts';
import { lockLabels, updateTask } from './task-repository.ts';

const MAX_LABELS = 20;

/** Adds and removes labels of a task, whatever its status. */
export async function labelTask(
  transact: Transact,
  id: string,
  { add, remove }: { add: string[]; remove: string[] },
): Promise<void> {
  await transact(async (tx) => {
    const labels = await lockLabels(tx, id);
    if (!labels) throw notFound('task');
    const next = [...new Set([...labels, ...add])].filter((label) => !remove.includes(label));
    if (next.length > MAX_LABELS)
      throw new AppError('validation_failed', `A task has at most ${MAX_LABELS} labels.`);
    await updateTask(tx, id, { labels: next });
  });
}
