import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { TaskView } from './task-links.ts';

type TaskNumberProps = {
  /** The tasks that it counts. */
  view: TaskView;
  /** What a screen reader says after the number. */
  word: string;
  className?: string;
  children: ReactNode;
};

/** A number about tasks; it leads to the list of them. */
export function TaskNumber({ view, word, className, children }: TaskNumberProps) {
  return (
    <Link
      to="/tasks"
      search={view}
      className={clsx(
        'relative inline-flex min-h-6 min-w-6 items-center gap-1 rounded tabular-nums hover:underline coarse:min-h-11 coarse:min-w-11',
        className,
      )}
    >
      {children}
      <span className="sr-only"> {word}</span>
    </Link>
  );
}

/** The same at the right end of a table's cell; what was not measured has no tasks to lead to. */
export function NumberCell({ value, ...rest }: Omit<TaskNumberProps, 'children'> & { value: string | null }) {
  return (
    <td className="px-2 text-right whitespace-nowrap">
      {value === null ? (
        <span className="text-muted">–</span>
      ) : (
        <TaskNumber {...rest} className={clsx('justify-end', rest.className)}>
          {value}
        </TaskNumber>
      )}
    </td>
  );
}
