import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useNavigate } from '@tanstack/react-router';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { ErrorBlock } from '../components/error-block.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StaleBanner } from '../components/stale-banner.tsx';
import { AgentHeader } from '../features/agents/agent-header.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { ApiError } from '../lib/api-client.ts';
import { useMay } from '../lib/who-am-i.ts';

const route = getRouteApi('/app/agents/$name');
const TABS = [
  { to: '/agents/$name', label: 'Overview' },
  { to: '/agents/$name/memories', label: 'Memories' },
  { to: '/agents/$name/settings', label: 'Settings' },
] as const;

/** What all pages of an agent have at their head; the tab below is a page of its own. */
export function AgentPage() {
  const { name } = route.useParams();
  const navigate = useNavigate();
  const query = useQuery(agentQueries.one(name));
  const canChange = useMay('agents:write') ?? false;
  const canCreateTasks = useMay('tasks:write') ?? false;
  if (!query.data || (query.error instanceof ApiError && query.error.status === 404)) {
    if (query.error instanceof ApiError && query.error.status === 404) return <NotFoundPage />;
    return (
      <>
        <PageTitle name="Agent" className="sr-only" />
        {query.isError ? (
          <ErrorBlock
            what="The agent could not be read"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Skeleton rows={8} />
        )}
      </>
    );
  }
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      <AgentHeader
        key={query.data.id}
        agent={query.data}
        canChange={canChange}
        canCreateTasks={canCreateTasks}
        onDuplicated={(copy) => void navigate({ to: '/agents/$name', params: { name: copy } })}
        onDeleted={() => navigate({ to: '/agents', replace: true })}
      />
      <nav aria-label={`Pages of ${query.data.name}`} className="flex gap-1 border-b px-3 md:px-5">
        {TABS.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            params={{ name }}
            activeOptions={{ exact: to === '/agents/$name' }}
            className="-mb-px inline-flex h-8 items-center border-b-2 border-transparent px-2 text-sm text-muted hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text coarse:h-11"
          >
            {label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
