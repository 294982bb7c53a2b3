import type { Task } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../components/button.tsx';
import { useAfterPaint } from '../../lib/use-after-paint.ts';
import { CancelTaskButton } from './cancel-task-button.tsx';
import { RowMenu } from './row-menu.tsx';

/**
 * What a row offers: answering where the agent waits, else cancelling, and the rest in a menu. What is only seen when the
 * row is pointed at comes after the rows.
 */
export function TaskRowActions({ task }: { task: Task }) {
  const isPainted = useAfterPaint();
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
        {isPainted ? (
          <>
            {canAnswer ? null : <CancelTaskButton task={task} size="small" />}
            <RowMenu task={task} />
          </>
        ) : null}
      </span>
    </span>
  );
}
