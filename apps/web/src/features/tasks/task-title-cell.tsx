import type { Task } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { CornerDownRight } from 'lucide-react';
import { plural } from '../../lib/format-number.ts';

/** The title as a link; under it what a person should know at once: the question, or why it failed. */
export function TaskTitleCell({ task }: { task: Task }) {
  return (
    <div className="min-w-0 py-1">
      <Link
        to="/tasks/$id"
        params={{ id: task.id }}
        data-task-link
        title={task.title}
        className="flex min-h-6 items-center gap-1.5 rounded font-medium hover:underline hover:decoration-control hover:underline-offset-2"
      >
        {task.parent_task_id ? (
          <CornerDownRight aria-label="Delegated" className="size-3.5 shrink-0 text-muted" />
        ) : null}
        <span className="truncate">{task.title}</span>
      </Link>
      <TaskNews task={task} />
    </div>
  );
}

export function TaskNews({ task }: { task: Task }) {
  if (task.status === 'needs_input' && task.pending_input) {
    const more = task.pending_input.count - 1;
    return (
      <p className="truncate pb-0.5 text-sm text-needs-input" title={task.pending_input.title}>
        “{task.pending_input.title}”{more > 0 ? ` and ${plural(more, 'more request')}` : ''}
      </p>
    );
  }
  if (task.status === 'failed' && task.failure) {
    return (
      <p className="truncate pb-0.5 text-sm text-failed" title={task.failure.message}>
        {task.failure.message}
      </p>
    );
  }
  if (task.held) {
    return (
      <p className="truncate pb-0.5 text-sm text-muted" title={task.held.message}>
        {task.held.message}
      </p>
    );
  }
  return null;
}
