import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { CornerDownRight } from 'lucide-react';
import type { ShownTask } from './task-columns.tsx';
import { newsOf } from './task-news.ts';

/** The title as a link, and its news on the same line: a row that changes keeps its height. */
export function TaskTitleCell({ task }: { task: ShownTask }) {
  const { hasLeft, level } = task;
  const news = newsOf(task, hasLeft);
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Link
        to="/tasks/$id"
        params={{ id: task.id }}
        data-task-link
        title={task.title}
        className={clsx(
          'flex min-h-6 min-w-0 items-center gap-1.5 rounded font-medium hover:underline hover:decoration-control hover:underline-offset-2',
          news && 'max-w-[65%] shrink-0',
          hasLeft && 'text-muted',
        )}
      >
        {task.parent_task_id && level === 0 ? (
          <CornerDownRight aria-label="Delegated" className="size-3.5 shrink-0 text-muted" />
        ) : null}
        <span className="truncate">{task.title}</span>
      </Link>
      {news ? (
        <span className={clsx('min-w-0 truncate', news.className)} title={news.text}>
          {news.text}
        </span>
      ) : null}
    </div>
  );
}
