import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { Suspense, useDeferredValue, useMemo } from 'react';
import { buttonClass } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { TaskList } from '../features/tasks/task-list.tsx';
import { changeLook, pageOf, readTaskSearch } from '../features/tasks/task-search.ts';
import { useShortcuts } from '../lib/shortcuts.ts';
import { idlePart } from '../lib/idle-part.tsx';

const TaskPeek = idlePart(() => import('./task-peek.tsx').then((module) => module.TaskPeek));

const route = getRouteApi('/app/tasks');

export function TasksPage() {
  const search = route.useSearch({ select: readTaskSearch, structuralSharing: true });
  const navigate = useNavigate();
  // Its row says so first.
  const peek = useDeferredValue(search.peek);
  const shortcut = useShortcuts();
  const agents = useQuery(agentQueries.list()).data;
  const names = useMemo(() => agents?.map(({ name }) => name) ?? [], [agents]);
  return (
    <>
      <TaskList
        search={search}
        agents={names}
        onSearch={(next, how) =>
          void navigate({
            to: '/tasks',
            search: next,
            replace: how?.replace ?? false,
            // Another page is read from its top.
            resetScroll: pageOf(next) !== pageOf(search),
          })
        }
        heading={<PageTitle name="Tasks" />}
        action={
          <Link
            to="/tasks/new"
            search={search}
            aria-keyshortcuts={shortcut('c')}
            className={`${buttonClass('primary')} max-md:hidden`}
          >
            <Plus aria-hidden className="size-4" />
            New task
          </Link>
        }
      />
      {peek ? (
        <Suspense>
          <TaskPeek
            id={peek}
            onClose={() =>
              void navigate({
                to: '/tasks',
                search: changeLook(search, { peek: undefined }),
                resetScroll: false,
              })
            }
          />
        </Suspense>
      ) : null}
      <Outlet />
    </>
  );
}
