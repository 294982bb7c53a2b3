import { isFinal, TASK_ACTIONS_BY_STATUS, type TaskAction, type TaskStatus } from '@taskhelm/contract';
import { AppError } from '../errors.ts';

/** Throws where the task's status does not allow the action, and says which status it is. */
export function refuseUnless(task: { status: TaskStatus }, action: TaskAction): void {
  if (TASK_ACTIONS_BY_STATUS[task.status].includes(action)) return;
  if (isFinal(task.status)) throw new AppError('task_final', `The task is ${task.status} already.`);
  throw new AppError('conflict', `The task is ${task.status}; it cannot be used with ${action} now.`);
}
