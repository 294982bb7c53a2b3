import type { TaskSort } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ArrowUp } from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { plural } from '../../lib/format-number.ts';
import { usePhoneLayout } from '../../lib/use-media-query.ts';
import { noteTaskSearch } from './last-task-search.ts';
import { NoMatch, NoTasks } from './task-empty.tsx';
import { TaskFilters } from './task-filters.tsx';
import { TaskItems } from './task-items.tsx';
import { TaskPagination } from './task-pagination.tsx';
import { taskQueries } from './task-queries.ts';
import { changeSearch, isFiltered, pageOf, sortOf, type TaskSearch } from './task-search.ts';
import { TaskTable } from './task-table.tsx';
import { useListCommands } from './use-list-commands.ts';
import { useLiveList } from './use-live-list.ts';

type TaskListProps = {
  search: TaskSearch;
  agents: readonly string[];
  onSearch: (search: TaskSearch, how?: { replace: boolean }) => void;
  /** In the first line, next to the heading. */
  heading: ReactNode;
};

export function TaskList({ search, agents, onSearch, heading }: TaskListProps) {
  const query = useQuery(taskQueries.list(search));
  const region = useRef<HTMLDivElement>(null);
  const phone = usePhoneLayout();
  const page = query.data;
  const shownPage = query.isPlaceholderData ? undefined : page;
  const { live, showNew } = useLiveList(search, shownPage, onSearch);
  const left = useMemo(() => new Set(live?.left), [live?.left]);
  const newCount = live?.new_count ?? 0;
  const rows = page?.data;
  useListCommands({
    region,
    search,
    onSearch,
    page: shownPage,
    showNew: newCount > 0 ? showNew : undefined,
  });
  useEffect(() => noteTaskSearch(search), [search]);
  const changeSort = (sort: TaskSort): void => onSearch(changeSearch(search, { sort }));

  return (
    <section aria-label="Tasks">
      <div className="border-b px-4 pt-3 pb-2">
        {heading}
        <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
          <TaskFilters
            search={search}
            agents={agents}
            counts={live && { now: live.counts, first: live.first }}
            onChange={onSearch}
          />
          <NewRowsPill count={newCount} onShow={showNew} />
        </div>
      </div>
      {query.isError && page ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      {!page || !rows ? (
        query.isError ? (
          <ErrorBlock
            what="The tasks could not be read"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Skeleton rows={12} />
        )
      ) : rows.length === 0 ? (
        isFiltered(search) || pageOf(search) > 1 ? (
          <NoMatch search={search} onChange={onSearch} />
        ) : (
          <NoTasks />
        )
      ) : (
        <>
          <div
            ref={region}
            aria-busy={query.isPlaceholderData}
            className={clsx('transition-opacity duration-75', query.isPlaceholderData && 'opacity-60')}
          >
            {phone ? (
              <TaskItems tasks={rows} left={left} />
            ) : (
              <TaskTable tasks={rows} left={left} sort={sortOf(search)} onSort={changeSort} />
            )}
          </div>
          <TaskPagination page={page} search={search} onChange={onSearch} />
        </>
      )}
    </section>
  );
}

/** The place is kept free, so that nothing moves when the pill comes. */
function NewRowsPill({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div
      role="status"
      className="ml-auto flex h-7 min-w-32 items-center justify-end coarse:h-11 max-md:hidden max-md:has-[button]:flex"
    >
      {count > 0 ? (
        <button
          type="button"
          onClick={onShow}
          className="inline-flex h-7 items-center gap-1 rounded-full bg-accent px-3 text-xs font-medium text-accent-text coarse:h-11"
        >
          <ArrowUp aria-hidden className="size-3.5" />
          {count > 99 ? '99+ new tasks' : plural(count, 'new task')}
        </button>
      ) : null}
    </div>
  );
}
