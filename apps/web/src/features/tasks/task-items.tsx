import type { Task } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { TaskDuration } from './task-duration.tsx';
import { TaskNews } from './task-title-cell.tsx';

/** The list on a phone: two or three lines a task, the whole of it a link. */
export function TaskItems({ tasks, left }: { tasks: readonly Task[]; left: ReadonlySet<string> }) {
  return (
    <ul aria-label="Tasks">
      {tasks.map((task) => (
        <li key={task.id} className="border-b">
          <Link
            to="/tasks/$id"
            params={{ id: task.id }}
            data-task-link
            className={clsx(
              'block min-h-14 px-4 py-2 active:bg-surface',
              task.status === 'needs_input' && 'shadow-[inset_3px_0_0_var(--needs-input)]',
            )}
          >
            <span className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate font-medium">{task.title}</span>
              <StatusBadge status={task.status} />
            </span>
            {left.has(task.id) ? (
              <p className="text-sm text-muted italic">No longer matches</p>
            ) : (
              <TaskNews task={task} />
            )}
            <span className="flex gap-2 text-xs text-muted tabular-nums">
              <span className="min-w-0 truncate">{task.agent.name}</span>·
              <RelativeTime at={task.created_at} className="shrink-0" />·
              <span className="shrink-0">
                <TaskDuration task={task} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
