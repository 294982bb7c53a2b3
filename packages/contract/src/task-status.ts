import type { Scope } from './scope.ts';

export const TASK_STATUSES = [
  'pending',
  'in_progress',
  'needs_input',
  'completed',
  'failed',
  'cancelled',
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const TASK_ACTIONS = ['cancel', 'respond', 'retry', 'edit'] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];

/**
 * The task machine. `pending` waits for a worker; `in_progress` is held by one; `needs_input` waits for a person and
 * goes back to `pending` with the answer, from where any worker takes it up within milliseconds. `in_progress` may also
 * go back to `pending`, when its worker is lost or drained. `completed`, `failed` and `cancelled` are final.
 */
export const TASK_TRANSITIONS: Record<TaskStatus, readonly TaskStatus[]> = {
  pending: ['in_progress', 'cancelled', 'failed'],
  in_progress: ['completed', 'failed', 'needs_input', 'pending', 'cancelled'],
  needs_input: ['pending', 'cancelled', 'failed'],
  completed: [],
  failed: [],
  cancelled: [],
};

/** What may be done with a task in each status. */
export const TASK_ACTIONS_BY_STATUS: Record<TaskStatus, readonly TaskAction[]> = {
  pending: ['cancel', 'edit'],
  in_progress: ['cancel', 'edit'],
  needs_input: ['respond', 'cancel', 'edit'],
  completed: ['retry'],
  failed: ['retry'],
  cancelled: ['retry'],
};

/** What a credential needs for each action. */
export const TASK_ACTION_SCOPES: Record<TaskAction, Scope> = {
  cancel: 'tasks:write',
  respond: 'inputs:respond',
  retry: 'tasks:write',
  edit: 'tasks:write',
};

export function isFinal(status: TaskStatus): boolean {
  return TASK_TRANSITIONS[status].length === 0;
}

export function canBecome(from: TaskStatus, to: TaskStatus): boolean {
  return TASK_TRANSITIONS[from].includes(to);
}

export const OPEN_STATUSES = TASK_STATUSES.filter((status) => !isFinal(status));
export const FINAL_STATUSES = TASK_STATUSES.filter(isFinal);
/** The statuses from which `action` is allowed. */
export function statusesAllowing(action: TaskAction): TaskStatus[] {
  return TASK_STATUSES.filter((status) => TASK_ACTIONS_BY_STATUS[status].includes(action));
}

export const TASK_SOURCES = ['agent', 'api', 'dashboard', 'cron', 'webhook'] as const;
export type TaskSource = (typeof TASK_SOURCES)[number];

export const TASK_PRIORITIES = ['low', 'normal', 'high', 'critical'] as const;
export type TaskPriority = (typeof TASK_PRIORITIES)[number];
