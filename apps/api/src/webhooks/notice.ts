import type { Task, Trigger, WebhookEvent } from '@taskhelm/contract';

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

/** What of a trigger is told. */
export type ToldTrigger = Pick<Trigger, 'id' | 'name' | 'kind' | 'agent'>;

type Message = {
  /** Of the message, the same for every try. */
  id: string;
  /** When it happened. */
  at: Date;
  /** Why, for people, where there is more to say. */
  note: string | null;
  /** Where a person sees the task or trigger; for a question, the answer box. */
  url: string;
};

type TaskEvent = Exclude<WebhookEvent, 'trigger.paused'>;

/** An event of a task, and the task as it stood when the message was first sent. `seq` is the session's event behind it. */
export type TaskNotice = Message & { event: TaskEvent; seq: number; task: ToldTask };

/** A trigger that paused itself. */
export type TriggerNotice = Message & { event: 'trigger.paused'; trigger: ToldTrigger };

/** What a message tells. */
export type Notice = TaskNotice | TriggerNotice;

const VERBS: Record<TaskEvent, string> = {
  'task.created': 'has a new task',
  'task.started': 'has started',
  'task.needs_input': 'needs input',
  'task.completed': 'has completed',
  'task.failed': 'has failed',
  'task.cancelled': 'was cancelled',
};

/** `researcher needs input: Market analysis Q1`, `Trigger nightly-report was paused` */
export function headline(notice: Notice): string {
  if (notice.event === 'trigger.paused') return `Trigger ${oneLine(notice.trigger.name)} was paused`;
  const { event, task } = notice;
  return `${task.agent.name} ${VERBS[event]}: ${oneLine(task.title)}`;
}

/** What a person wants to know next: the question, or why it failed. Null where the headline says it all. */
export function details(notice: Notice): string | null {
  const { event, note } = notice;
  const why = note === null ? null : oneLine(note);
  if (event === 'trigger.paused') return why;
  const { task } = notice;
  if (event === 'task.needs_input') return task.pending_input ? oneLine(task.pending_input.title) : null;
  if (event === 'task.failed') return task.failure ? oneLine(task.failure.message) : why;
  return event === 'task.cancelled' ? why : null;
}

export function linkLabel(event: WebhookEvent): string {
  if (event === 'trigger.paused') return 'Open the trigger';
  return event === 'task.needs_input' ? 'Answer' : 'Open the task';
}

const MOST = 500;

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > MOST ? `${line.slice(0, MOST).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}
