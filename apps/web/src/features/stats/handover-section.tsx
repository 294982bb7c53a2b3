import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatCount } from '../../lib/format-number.ts';
import type { TaskView } from './task-links.ts';
import { TaskNumber } from './task-number.tsx';

type HandoverSectionProps = {
  title: string;
  total: number;
  /** The tasks that are counted. */
  view?: TaskView;
  /** They are in the inbox. */
  isInbox?: boolean;
  /** How many of them are not among the lines. */
  rest: number;
  children: ReactNode;
};

export function HandoverSection({ title, total, view, isInbox, rest, children }: HandoverSectionProps) {
  return (
    <section aria-label={title} className="pb-2">
      <h2 className="flex min-h-9 items-center gap-2 border-b px-4 pt-3 pb-1 text-sm font-semibold md:px-6 coarse:min-h-15">
        {title}
        {view ? (
          <TaskNumber view={view} word="tasks" className="text-accent">
            {formatCount(total)}
          </TaskNumber>
        ) : isInbox ? (
          <Link
            to="/inbox"
            className="inline-flex min-h-6 min-w-6 items-center text-accent hover:underline coarse:min-h-11 coarse:min-w-11"
          >
            {formatCount(total)}
            <span className="sr-only"> requests in the inbox</span>
          </Link>
        ) : (
          <span className="text-muted tabular-nums">{formatCount(total)}</span>
        )}
      </h2>
      {total === 0 ? <p className="px-4 py-3 text-sm text-muted md:px-6">Nothing.</p> : <ul>{children}</ul>}
      {rest > 0 ? (
        <p className="px-4 py-2 text-sm text-muted md:px-6">
          and {formatCount(rest)} more
          {view ? (
            <>
              {': '}
              <Link to="/tasks" search={view} className="text-accent hover:underline">
                all of them
              </Link>
            </>
          ) : null}
        </p>
      ) : null}
    </section>
  );
}
