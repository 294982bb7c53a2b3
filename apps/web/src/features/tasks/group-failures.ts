import type { Task } from '@taskhelm/contract';

export type FailureGroup = { code: string; count: number; latest: Task };

/** Failed tasks, newest first, by what failed; the most frequent first. */
export function groupFailures(tasks: readonly Task[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const task of tasks) {
    const code = task.failure?.code;
    if (!code) continue;
    const group = groups.get(code);
    groups.set(code, group ? { ...group, count: group.count + 1 } : { code, count: 1, latest: task });
  }
  return [...groups.values()].toSorted((one, other) => other.count - one.count);
}
