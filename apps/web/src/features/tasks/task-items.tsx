import type { Task } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import type { ComponentType } from 'react';
import { StatusBadge } from '../../components/status-badge.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { TaskDuration } from './task-duration.tsx';
import { newsOf } from './task-news.ts';

type TaskItemsProps = {
  tasks: readonly Task[];
  /** Those that no longer match the filters. */
  left?: ReadonlySet<string>;
  /** Stands beside each, for what can be done with it. */
  Actions?: ComponentType<{ task: Task }>;
};

const NONE: ReadonlySet<string> = new Set();

/** The list on a phone: two lines a task, which are a link. */
export function TaskItems({ tasks, left = NONE, Actions }: TaskItemsProps) {
  return (
    <ul aria-label="Tasks">
      {tasks.map((task) => (
        <li
          key={task.id}
          data-task-id={task.id}
          className={clsx('flex items-center border-b', Actions && 'pr-1')}
        >
          <TaskItem task={task} hasLeft={left.has(task.id)} className={clsx(Actions && '!pr-1')} />
          {Actions ? <Actions task={task} /> : null}
        </li>
      ))}
    </ul>
  );
}

type TaskItemProps = { task: Task; hasLeft: boolean; className: string };

function TaskItem({ task, hasLeft, className }: TaskItemProps) {
  const news = newsOf(task, hasLeft);
  return (
    <Link
      to="/tasks/$id"
      params={{ id: task.id }}
      data-task-link
      className={clsx(
        'block min-h-14 min-w-0 flex-1 px-4 py-2 active:bg-surface',
        className,
        task.status === 'needs_input' && 'shadow-[inset_3px_0_0_var(--needs-input)]',
      )}
    >
      <span className="flex items-center gap-2">
        <span className={clsx('min-w-0 flex-1 truncate font-medium', hasLeft && 'text-muted')}>
          {task.title}
        </span>
        <StatusBadge status={task.status} />
      </span>
      <span className="flex h-5 items-center gap-1 text-xs text-muted tabular-nums">
        {news ? (
          <span className={clsx('mr-1 min-w-0 flex-1 truncate', news.className)}>{news.text}</span>
        ) : (
          <>
            <span className="min-w-0 truncate">{task.agent.name}</span>·
          </>
        )}
        <RelativeTime at={task.created_at} className="shrink-0" />
        {news ? null : (
          <>
            · <TaskDuration task={task} />
          </>
        )}
      </span>
    </Link>
  );
}
