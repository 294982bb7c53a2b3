import type { Task } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../components/button.tsx';
import { CancelTaskButton } from './cancel-task-button.tsx';
import { RowMenu } from './row-menu.tsx';

/** What a row offers: answering where the agent waits, else cancelling, and the rest in a menu. */
export function TaskRowActions({ task }: { task: Task }) {
  const canAnswer = task.allowed_actions.includes('respond');
  return (
    <span className="flex items-center justify-end gap-1">
      {canAnswer ? (
        <Link
          to="/tasks/$id"
          params={{ id: task.id }}
          hash="answer"
          aria-label={`Answer ${task.title}`}
          className={buttonClass('secondary', 'small')}
        >
          Answer
        </Link>
      ) : null}
      <span className="flex items-center gap-1 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-data-popup-open:opacity-100 coarse:opacity-100">
        {canAnswer ? null : <CancelTaskButton task={task} size="small" />}
        <RowMenu task={task} />
      </span>
    </span>
  );
}
