import type { TaskNotice, ToldTask } from './notice.ts';

type Parts = { id: string; at: Date; publicUrl: string };

/** What a test message tells: a task that says of itself that it is none. */
export function sampleNotice({ id, at, publicUrl }: Parts): TaskNotice {
  const time = at.toISOString();
  const task: ToldTask = {
    id,
    title: 'Test message from Taskhelm',
    agent: { id, name: 'taskhelm' },
    status: 'needs_input',
    source: 'dashboard',
    priority: 'normal',
    labels: [],
    parent_task_id: null,
    session_id: id,
    created_at: time,
    started_at: time,
    finished_at: null,
    pending_input: { call_id: id, kind: 'question', title: 'Does this arrive?', count: 1 },
    failure: null,
    usage: { input_tokens: 0, output_tokens: 0, cost_microusd: null, steps: 0 },
  };
  return { id, event: 'task.needs_input', at, seq: 1, note: null, task, url: `${publicUrl}/inbox` };
}
