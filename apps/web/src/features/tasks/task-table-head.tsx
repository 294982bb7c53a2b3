import type { Column } from '@tanstack/react-table';
import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePreference } from '../../lib/preferences.ts';
import { columnClass, columnWidth, type ShownTask, type taskTableFeatures } from './task-columns.tsx';

type HeadCellProps = {
  column: Column<typeof taskTableFeatures, ShownTask>;
  /** The columns are not the usual ones. */
  areChosen: boolean;
  /** Not to be seen: something else lies over it. */
  isCovered: boolean;
  children: ReactNode;
};

/** The label of a column, which sorts where it can. */
export function HeadCell({ column, areChosen, isCovered, children }: HeadCellProps) {
  const times = usePreference('times');
  const direction = column.getIsSorted();
  const ariaSort = direction ? (direction === 'asc' ? 'ascending' : 'descending') : 'none';
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={column.getCanSort() ? ariaSort : undefined}
      style={{ width: columnWidth(column.id, times) }}
      className={clsx(HEAD_CLASS, columnClass(column.id, areChosen))}
    >
      <span className={clsx(isCovered && 'invisible', column.id === 'actions' && 'sr-only')}>
        {column.getCanSort() ? (
          <button
            type="button"
            onClick={column.getToggleSortingHandler()}
            className="-mx-1 inline-flex h-6 items-center gap-1 rounded px-1 hover:bg-hover hover:text-text"
          >
            {children}
            {direction ? <Arrow aria-hidden className="size-3" /> : null}
          </button>
        ) : (
          children
        )}
      </span>
    </th>
  );
}

export const HEAD_CLASS =
  'sticky top-0 z-10 h-8 border-b bg-surface px-2 text-left text-xs font-medium text-muted first:pl-4 last:pr-4 coarse:h-12';
