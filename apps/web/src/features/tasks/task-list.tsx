import type { Task, TaskPage, TaskSort } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Suspense, useDeferredValue, useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { formatCount, plural } from '../../lib/format-number.ts';
import { idlePart } from '../../lib/idle-part.tsx';
import { usePhoneLayout } from '../../lib/use-media-query.ts';
import { noteTaskSearch } from './last-task-search.ts';
import { shownRows } from './list-rows.ts';
import { NewTasksPill } from './new-tasks-pill.tsx';
import { RowDrawerButton } from './row-drawer-button.tsx';
import { withRow } from './row-key.ts';
import { TaskFilters } from './task-filters.tsx';
import { TaskItems } from './task-items.tsx';
import { TaskPagination } from './task-pagination.tsx';
import { taskQueries } from './task-queries.ts';
import {
  changeLook,
  changeSearch,
  isFiltered,
  pageOf,
  sortOf,
  withoutFilters,
  type TaskSearch,
} from './task-search.ts';
import { TaskTable } from './task-table.tsx';
import { ViewsMenu } from './views-menu.tsx';
import { useListCommands } from './use-list-commands.ts';
import { useLiveList } from './use-live-list.ts';
import { useSelection } from './use-selection.ts';

const NoMatch = idlePart(() => import('./task-empty.tsx').then((module) => module.NoMatch));
const NoTasks = idlePart(() => import('./task-empty.tsx').then((module) => module.NoTasks));
const ListKeys = idlePart(() => import('./list-later.ts').then((module) => module.ListKeys));
const BulkBar = idlePart(() => import('./bulk-bar.tsx').then((module) => module.BulkBar));

type TaskListProps = {
  search: TaskSearch;
  agents: readonly string[];
  onSearch: (search: TaskSearch, how?: { replace: boolean }) => void;
  /** At the two ends of the first line. */
  heading: ReactNode;
  action: ReactNode;
};

export function TaskList({ search, agents, onSearch, heading, action }: TaskListProps) {
  const query = useQuery(taskQueries.list(search));
  const region = useRef<HTMLDivElement>(null);
  const phone = usePhoneLayout();
  const page = query.data;
  const shownPage = query.isPlaceholderData ? undefined : page;
  // A key or a click is answered first: rows that are new may take a moment.
  const drawn = useDeferredValue(page) ?? page;
  const isBehind = drawn?.as_of !== page?.as_of || drawn?.page !== page?.page;
  const live = useLiveList(search, shownPage, onSearch);
  const showNew = (): void => {
    void live.showNew().then(() => region.current?.closest('[data-scroll-area]')?.scrollTo({ top: 0 }));
  };
  const order = page?.data.map(({ id }) => id) ?? [];
  const selection = useSelection(search, order, () => shownRows(region.current));
  useListCommands({
    region,
    selection,
    search,
    onSearch,
    page: shownPage,
    isDrawn: drawn === page,
    showNew: live.newCount > 0 ? showNew : undefined,
  });
  useEffect(() => noteTaskSearch(search), [search]);
  const changeSort = (sort: TaskSort): void => onSearch(changeSearch(search, { sort }));
  const staleSince = query.isError ? query.dataUpdatedAt : live.staleSince;

  return (
    <section aria-label="Tasks">
      {page ? (
        <Suspense>
          <ListKeys search={search} />
        </Suspense>
      ) : null}
      <div className="border-b px-4 pt-3 pb-2">
        <div className="flex h-8 items-center gap-3 coarse:h-11">
          {heading}
          <ViewsMenu search={search} onSearch={onSearch} />
          {isFiltered(search) ? (
            <Button
              variant="quiet"
              size="small"
              icon={<X aria-hidden className="size-3.5" />}
              onClick={() => onSearch(withoutFilters(search))}
            >
              Clear
            </Button>
          ) : null}
          <div className="ml-auto flex items-center gap-2">
            <NewTasksPill count={live.newCount} onShow={showNew} />
            {action}
          </div>
        </div>
        <TaskFilters
          choices={{ search, agents, labels: labelsOf(page?.data ?? []), onChange: onSearch }}
          counts={live.counts}
          total={shownPage && totalOf(shownPage)}
        />
      </div>
      {page && staleSince !== null ? (
        <StaleBanner
          since={staleSince}
          onRetry={() => {
            void query.refetch();
            live.retry();
          }}
        />
      ) : null}
      {!page || !drawn ? (
        query.isError ? (
          <ErrorBlock
            what="The tasks could not be read"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Skeleton rows={12} className="max-md:!h-14" />
        )
      ) : page.data.length === 0 ? (
        <Suspense>
          {isFiltered(search) || pageOf(search) > 1 ? (
            <NoMatch search={search} onChange={onSearch} />
          ) : (
            <NoTasks />
          )}
        </Suspense>
      ) : (
        <>
          <div
            ref={region}
            aria-busy={query.isPlaceholderData || isBehind}
            className={clsx(
              'transition-opacity duration-75 will-change-[opacity]',
              query.isPlaceholderData && 'opacity-60',
            )}
          >
            {phone ? (
              <TaskItems tasks={drawn.data} left={live.left} Actions={RowDrawerButton} />
            ) : (
              <>
                {selection.ids.size > 0 ? (
                  <Suspense>
                    <BulkBar selection={selection} search={search} page={page} />
                  </Suspense>
                ) : null}
                <TaskTable
                  tasks={drawn.data}
                  asOf={drawn.as_of}
                  left={live.left}
                  selection={selection}
                  columns={search.columns}
                  density={search.density}
                  peek={search.peek}
                  open={search.open}
                  onOpen={(row, isOpen) =>
                    onSearch(changeLook(search, { open: withRow(search.open, row, isOpen) }), {
                      replace: true,
                    })
                  }
                  sort={sortOf(search)}
                  onSort={changeSort}
                />
              </>
            )}
          </div>
          <TaskPagination page={page} search={search} onChange={onSearch} />
        </>
      )}
    </section>
  );
}

const totalOf = ({ total, total_is_capped }: TaskPage): string =>
  total_is_capped ? `${formatCount(total)}+ tasks` : plural(total, 'task');

/** Those that can be chosen from: what the tasks on the page have. */
function labelsOf(tasks: readonly Task[]): string[] {
  return [...new Set(tasks.flatMap(({ labels }) => labels))].toSorted();
}
