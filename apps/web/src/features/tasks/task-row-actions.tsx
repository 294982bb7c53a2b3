import type { Task } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../components/button.tsx';
import { CancelTaskButton } from './cancel-task-button.tsx';

/** What a row offers: answering where the agent waits, else cancelling. */
export function TaskRowActions({ task }: { task: Task }) {
  if (task.allowed_actions.includes('respond')) {
    return (
      <Link
        to="/tasks/$id"
        params={{ id: task.id }}
        hash="answer"
        aria-label={`Answer ${task.title}`}
        className={buttonClass('secondary', 'small')}
      >
        Answer
      </Link>
    );
  }
  return (
    <span className="opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-data-popup-open:opacity-100 coarse:opacity-100">
      <CancelTaskButton task={task} size="small" />
    </span>
  );
}
