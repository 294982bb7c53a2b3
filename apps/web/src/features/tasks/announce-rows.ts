import { TASK_STATUSES, type Task, type TaskStatus } from '@taskhelm/contract';
import { announce } from '../../lib/announce.ts';

const WORDS: Record<TaskStatus, (count: number) => string> = {
  pending: (count) => `${count} queued`,
  in_progress: (count) => `${count} started`,
  needs_input: (count) => (count === 1 ? '1 needs input' : `${count} need input`),
  completed: (count) => `${count} completed`,
  failed: (count) => `${count} failed`,
  cancelled: (count) => `${count} cancelled`,
};

/** Tells what became of the tasks on the page since they were last read: `3 completed, 1 needs input`. */
export function announceRows(before: readonly Task[], rows: readonly Task[]): void {
  const text = describeChanges(before, rows);
  if (text !== '') announce(`Tasks: ${text}`);
}

export function describeChanges(
  before: readonly Pick<Task, 'id' | 'status'>[],
  rows: readonly Pick<Task, 'id' | 'status'>[],
): string {
  const known = new Map(before.map(({ id, status }) => [id, status]));
  const changed = rows.filter(({ id, status }) => known.has(id) && known.get(id) !== status);
  return TASK_STATUSES.flatMap((status) => {
    const count = changed.filter((row) => row.status === status).length;
    return count > 0 ? [WORDS[status](count)] : [];
  }).join(', ');
}
