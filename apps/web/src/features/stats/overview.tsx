import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChartColumn, Plus } from 'lucide-react';
import { buttonClass } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { usePreference } from '../../lib/preferences.ts';
import { describeWindow } from '../../lib/time-window.ts';
import { CostPanel } from './cost-panel.tsx';
import { DurationsPanel } from './durations-panel.tsx';
import { FailuresPanel } from './failures-panel.tsx';
import { OverviewTiles } from './overview-tiles.tsx';
import type { StatsScope } from './overview-search.ts';
import { SlowestAgents } from './slowest-agents.tsx';
import { statsQueries } from './stats-queries.ts';
import { ThroughputPanel } from './throughput-panel.tsx';
import { totalsOf } from './throughput-rows.ts';

type OverviewProps = { scope: StatsScope; agents: readonly { id: string; name: string }[] };

/** What is under way, and what became of the tasks of a time. */
export function Overview({ scope, agents }: OverviewProps) {
  const query = useQuery(statsQueries.throughput(scope));
  const isQuiet = useIsQuiet(scope);
  if (!query.data && query.isError) {
    return (
      <ErrorBlock
        what="The overview could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      <OverviewTiles scope={scope} />
      {isQuiet ? (
        <NothingHappened scope={scope} />
      ) : (
        <>
          <div className="grid xl:grid-cols-2 xl:[&>*:nth-child(odd)]:border-r">
            <ThroughputPanel scope={scope} />
            <DurationsPanel scope={scope} />
            <FailuresPanel scope={scope} />
            <CostPanel scope={scope} />
          </div>
          <SlowestAgents scope={scope} agents={agents} />
        </>
      )}
    </>
  );
}

/** Nothing is open, and nothing was created or finished. */
function useIsQuiet(scope: StatsScope): boolean {
  const open = useQuery(statsQueries.open(scope.agent)).data;
  const throughput = useQuery(statsQueries.throughput(scope)).data;
  if (!open || !throughput) return false;
  const { created, finished } = totalsOf(throughput);
  return created + finished + open.pending + open.in_progress + open.needs_input === 0;
}

function NothingHappened({ scope }: { scope: StatsScope }) {
  const zone = usePreference('zone');
  const isFirst = useQuery(statsQueries.anyTask()).data === false;
  const icon = <ChartColumn aria-hidden className="size-7" />;
  if (isFirst) {
    return (
      <EmptyState icon={icon} title="Nothing to look back at yet">
        <p className="mt-1 max-w-md text-sm text-muted">
          Once agents have tasks, this page shows what they finish, how long it takes, what fails and what it
          costs.
        </p>
        <Link to="/tasks/new" className={`${buttonClass('primary')} mt-4`}>
          <Plus aria-hidden className="size-4" />
          Create a task
        </Link>
      </EmptyState>
    );
  }
  const { agent, from, to } = scope;
  const isLongest = from === 'now-30d' && to === 'now';
  return (
    <EmptyState icon={icon} title="Nothing happened in this time">
      <p className="mt-1 max-w-md text-sm text-muted">
        No task {agent ? `of ${agent.join(' or ')} ` : null}was created or finished:{' '}
        {describeWindow(from, to, zone)}.
      </p>
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        {isLongest ? null : (
          <Link
            to="/overview"
            search={{ from: 'now-30d', ...(agent ? { agent } : {}) }}
            className={buttonClass('primary')}
          >
            Show the last 30 days
          </Link>
        )}
        {agent ? (
          <Link to="/overview" search={{ from, to }} className={buttonClass()}>
            Show all agents
          </Link>
        ) : null}
      </div>
    </EmptyState>
  );
}
