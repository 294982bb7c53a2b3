import type { Task, WebhookEvent } from '@taskhelm/contract';

const TOLD = [
  'id',
  'session_id',
  'title',
  'agent',
  'status',
  'source',
  'priority',
  'labels',
  'parent_task_id',
  'created_at',
  'started_at',
  'finished_at',
  'pending_input',
  'failure',
  'usage',
] as const;

/** What of a task is told; the rest is behind the link. */
export type ToldTask = Pick<Task, (typeof TOLD)[number]>;

export function toToldTask(task: Task): ToldTask {
  return Object.fromEntries(TOLD.map((key) => [key, task[key]])) as ToldTask;
}

/** What a message tells: an event of a task, and the task as it stood when the message was first sent. */
export type Notice = {
  /** Of the message, the same for every try. */
  id: string;
  event: WebhookEvent;
  /** When it happened. */
  at: Date;
  /** The session's event behind it. */
  seq: number;
  /** Why, for people, where there is more to say. */
  note: string | null;
  task: ToldTask;
  /** Where a person sees the task; for a question, the answer box. */
  url: string;
};

const VERBS: Record<WebhookEvent, string> = {
  'task.created': 'has a new task',
  'task.started': 'has started',
  'task.needs_input': 'needs input',
  'task.completed': 'has completed',
  'task.failed': 'has failed',
  'task.cancelled': 'was cancelled',
};

/** `researcher needs input: Market analysis Q1` */
export function headline({ event, task }: Pick<Notice, 'event' | 'task'>): string {
  return `${task.agent.name} ${VERBS[event]}: ${oneLine(task.title)}`;
}

/** What a person wants to know next: the question, or why it failed. Null where the headline says it all. */
export function details({ event, task, note }: Pick<Notice, 'event' | 'task' | 'note'>): string | null {
  if (event === 'task.needs_input') return task.pending_input ? oneLine(task.pending_input.title) : null;
  if (event === 'task.failed') return task.failure ? oneLine(task.failure.message) : note;
  return event === 'task.cancelled' ? note : null;
}

export const linkLabel = (event: WebhookEvent): string =>
  event === 'task.needs_input' ? 'Answer' : 'Open the task';

const MOST = 500;

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
