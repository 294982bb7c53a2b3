import type { InboxItem } from '@taskhelm/contract';
import { useQuery, type QueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { PageTitle } from '../components/page-title.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { Inbox } from '../features/inputs/inbox.tsx';
import { readInboxSearch } from '../features/inputs/inbox-search.ts';
import { inputQueries } from '../features/inputs/input-queries.ts';
import { statsQueries } from '../features/stats/stats-queries.ts';
import { plural } from '../lib/format-number.ts';

const MessagesBefore = lazy(() =>
  import('../features/conversation/messages-before.tsx').then((module) => ({
    default: module.MessagesBefore,
  })),
);

const route = getRouteApi('/app/inbox');

export function InboxPage() {
  const search = route.useSearch({ select: readInboxSearch, structuralSharing: true });
  const navigate = useNavigate();
  const agents = useQuery(agentQueries.list()).data;
  const names = useMemo(() => agents?.map(({ name }) => name) ?? [], [agents]);
  return (
    <Inbox
      search={search}
      onSearch={(next, how) =>
        void navigate({ to: '/inbox', search: next, replace: how?.replace ?? false, resetScroll: false })
      }
      agents={names}
      heading={<PageTitle name="Inbox" />}
      context={contextOf}
      whenEmpty={<Running />}
    />
  );
}

/** Brings what waits into the cache, for a page that may be opened next. */
export async function readInboxAhead(queryClient: QueryClient): Promise<void> {
  await queryClient.prefetchQuery(inputQueries.list({}, 'exclude'));
}

function contextOf({ task, session_id, call_id }: InboxItem) {
  return (
    <Suspense fallback={<Skeleton rows={3} />}>
      <MessagesBefore key={call_id} taskId={task.id} sessionId={session_id} callId={call_id} />
    </Suspense>
  );
}

/** What the agents do while nobody is asked. */
function Running() {
  const count = useQuery(statsQueries.open(undefined)).data?.in_progress;
  if (count === undefined) return null;
  if (count === 0) return <p>No task is running.</p>;
  return (
    <p>
      <Link
        to="/tasks"
        search={{ status: ['in_progress'] }}
        className="text-accent underline underline-offset-2 coarse:py-3"
      >
        {plural(count, 'task')}
      </Link>{' '}
      {count === 1 ? 'is' : 'are'} running.
    </p>
  );
}
