import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { buttonClass } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { AgentChoice } from '../components/agent-choice.tsx';
import { readOverviewSearch, scopeOf, type OverviewSearch } from '../features/stats/overview-search.ts';
import { Overview } from '../features/stats/overview.tsx';
import { RangeControl } from '../components/range-control.tsx';

const route = getRouteApi('/app/overview');

export function OverviewPage() {
  const search = route.useSearch({ select: readOverviewSearch, structuralSharing: true });
  const scope = scopeOf(search);
  const agents = useQuery(agentQueries.list()).data ?? [];
  const navigate = useNavigate();
  const show = (next: OverviewSearch): void =>
    void navigate({ to: '/overview', search: readOverviewSearch(next), resetScroll: false });
  return (
    <>
      <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2 md:px-6">
        <PageTitle name="Overview" className="max-sm:flex-1" />
        <Link to="/handover" className={buttonClass()}>
          Handover
        </Link>
        <span aria-hidden className="max-sm:w-full sm:flex-1" />
        <AgentChoice
          agents={agents.map(({ name }) => name)}
          chosen={scope.agent ?? []}
          onChange={(agent) => show({ ...search, agent: agent === undefined ? [] : [agent] })}
        />
        <RangeControl range={scope} onChange={(range) => show({ ...search, ...range })} />
      </div>
      <Overview scope={scope} agents={agents} />
    </>
  );
}
