import type { TaskPage } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../lib/format-number.ts';
import { changeSearch, PAGE_SIZES, pageSizeOf, type TaskSearch } from './task-search.ts';

type TaskPaginationProps = {
  page: Pick<TaskPage, 'total' | 'total_is_capped' | 'page' | 'per_page' | 'total_pages' | 'as_of'>;
  search: TaskSearch;
  onChange: (search: TaskSearch) => void;
};

export function TaskPagination({ page, search, onChange }: TaskPaginationProps) {
  const first = page.total === 0 ? 0 : (page.page - 1) * page.per_page + 1;
  const last = Math.min(page.page * page.per_page, page.total);
  const total = `${formatCount(page.total)}${page.total_is_capped ? '+' : ''}`;
  // The pages stay those of one moment, so that none repeats or loses a task while others arrive.
  const anchored: TaskSearch = { ...search, as_of: page.as_of };
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2 text-sm text-muted">
      <p className="tabular-nums">
        {formatCount(first)}–{formatCount(last)} of {total}
      </p>
      <nav aria-label="Pages" className="flex items-center gap-0.5 tabular-nums">
        <PageLink search={anchored} to={page.page - 1} disabled={page.page <= 1} label="Previous page">
          <ChevronLeft aria-hidden className="size-4" />
        </PageLink>
        {pagesAround(page.page, page.total_pages).map((number, index) =>
          number === null ? (
            <span key={`gap-${index}`} className="px-1">
              …
            </span>
          ) : (
            <PageLink
              key={number}
              search={anchored}
              to={number}
              current={number === page.page}
              label={`Page ${number}`}
            >
              {number}
            </PageLink>
          ),
        )}
        <PageLink
          search={anchored}
          to={page.page + 1}
          disabled={page.page >= page.total_pages}
          label="Next page"
        >
          <ChevronRight aria-hidden className="size-4" />
        </PageLink>
      </nav>
      <label className="flex items-center gap-2">
        Rows
        <select
          value={pageSizeOf(search)}
          onChange={(event) => {
            const size = PAGE_SIZES.find((value) => String(value) === event.target.value);
            if (size) onChange(changeSearch(search, { per_page: size }));
          }}
          className="h-7 rounded-md border border-control/60 bg-bg px-1.5 text-text coarse:h-11"
        >
          {PAGE_SIZES.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </label>
    </div>
  );
}

type PageLinkProps = {
  search: TaskSearch;
  to: number;
  label: string;
  current?: boolean;
  disabled?: boolean;
  children: ReactNode;
};

function PageLink({ search, to, label, current, disabled, children }: PageLinkProps) {
  const className = clsx(
    'inline-flex h-7 min-w-7 items-center justify-center rounded-md px-1.5 coarse:h-11 coarse:min-w-11',
    current ? 'bg-accent-tint font-semibold text-accent' : 'hover:bg-hover hover:text-text',
  );
  if (disabled) {
    return (
      <span
        role="link"
        aria-disabled="true"
        aria-label={label}
        className={clsx(className, 'pointer-events-none opacity-45')}
      >
        {children}
      </span>
    );
  }
  return (
    <Link
      to="/tasks"
      search={{ ...search, page: to }}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      className={className}
    >
      {children}
    </Link>
  );
}

/** The first, the last, and those around the current one; null where some are left out. */
export function pagesAround(page: number, total: number): (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, total].filter((number) => number >= 1 && number <= total);
  const pages = [...new Set(wanted)].toSorted((one, other) => one - other);
  return pages.flatMap((number, index) => {
    const gap = number - (pages[index - 1] ?? number);
    if (gap === 2) return [number - 1, number];
    return gap > 2 ? [null, number] : [number];
  });
}
