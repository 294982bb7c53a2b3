import type { Task } from '@taskhelm/contract';
import { plural } from '../../lib/format-number.ts';
import { HEALTH_LABELS } from './health-words.ts';

export type News = { text: string; className: string };

/** What a person should know of a task at once: the question, why it failed, why it does not start or get on. */
export function newsOf(task: Task, hasLeft: boolean): News | null {
  if (hasLeft) return { text: 'No longer matches', className: 'text-muted italic' };
  if (task.status === 'needs_input' && task.pending_input) {
    const { title, count } = task.pending_input;
    const more = count > 1 ? ` and ${plural(count - 1, 'more request')}` : '';
    return { text: `“${title}”${more}`, className: 'text-needs-input' };
  }
  if (task.status === 'failed' && task.failure)
    return { text: task.failure.message, className: 'text-failed' };
  if (task.held) return { text: task.held.message, className: 'text-muted' };
  if (task.health && task.health.state !== 'ok') {
    const { state, evidence } = task.health;
    return {
      text: state === 'waiting_on_child' ? (evidence ?? '') : `${HEALTH_LABELS[state]}: ${evidence ?? ''}`,
      className: state === 'waiting_on_child' ? 'text-muted' : 'text-failed',
    };
  }
  return null;
}
