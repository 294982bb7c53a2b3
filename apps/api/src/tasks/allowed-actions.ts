import { hasScope, TASK_ACTION_SCOPES, type Task } from '@taskhelm/contract';
import type { Caller } from '../http/caller.ts';

/** The task as it is told to a caller: of what its status allows, what this caller may do. */
export function forCaller<Told extends Pick<Task, 'allowed_actions'>>(
  task: Told,
  { scopes }: Pick<Caller, 'scopes'>,
): Told {
  const mayDo = task.allowed_actions.filter((action) => hasScope(scopes, TASK_ACTION_SCOPES[action]));
  return { ...task, allowed_actions: mayDo };
}

/** As `forCaller`, of a page of tasks. */
export function pageForCaller<Page extends { data: Task[] }>(page: Page, caller: Caller): Page {
  return { ...page, data: page.data.map((task) => forCaller(task, caller)) };
}
