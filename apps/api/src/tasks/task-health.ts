import type { TaskHealth } from '@taskhelm/contract';
import type { TaskRow } from './task-row.ts';

const WAITS_ON: Record<string, string> = {
  model_started: 'a model call has begun',
  tool_started: 'a tool has begun',
};

/** How a task that is under way gets on, and what that is judged by. Null for one that is not. */
export function toTaskHealth(row: TaskRow): TaskHealth | null {
  if (row.awaited_open !== null) {
    const count = Number(row.awaited_open);
    return {
      state: 'waiting_on_child',
      evidence: `It waits for ${count} ${count === 1 ? 'task' : 'tasks'} below it.`,
    };
  }
  if (row.status !== 'in_progress') return null;
  if (row.silent_ms !== null) {
    const minutes = Math.floor(Number(row.silent_ms) / 60_000);
    const since = WAITS_ON[row.silent_after ?? ''] ?? 'its last event';
    return { state: 'stalled', evidence: `Nothing was recorded for ${minutes} min, since ${since}.` };
  }
  if (row.loop_evidence !== null) return { state: 'looping', evidence: row.loop_evidence };
  return { state: 'ok', evidence: null };
}
