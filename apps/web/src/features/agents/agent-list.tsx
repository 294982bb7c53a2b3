import type { Agent } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Bot } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { usePhoneLayout } from '../../lib/use-media-query.ts';
import { AgentItems } from './agent-items.tsx';
import { agentQueries } from './agent-queries.ts';
import { AgentTable } from './agent-table.tsx';

/** All agents, or those in whose name, description or model `q` occurs. */
export function AgentList({ q, canChange }: { q: string; canChange: boolean }) {
  const query = useQuery(agentQueries.listWithStats());
  const isPhone = usePhoneLayout();
  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The agents could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={4} />
    );
  }
  const agents = query.data.filter((agent) => matches(agent, q));
  if (agents.length === 0) return <NoAgents q={q} total={query.data.length} />;
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      {isPhone ? <AgentItems agents={agents} /> : <AgentTable agents={agents} canChange={canChange} />}
    </>
  );
}

function NoAgents({ q, total }: { q: string; total: number }) {
  const icon = <Bot aria-hidden className="size-7" />;
  if (total === 0) {
    return (
      <EmptyState icon={icon} title="No agents yet">
        <p className="mt-1 text-sm text-muted">Tasks are given to agents. Create the first one.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={icon} title="No agent matches">
      <p className="mt-1 text-sm break-words text-muted">
        Nothing about the {total} agents contains “{q}”.
      </p>
    </EmptyState>
  );
}

function matches(agent: Agent, q: string): boolean {
  const text = `${agent.name} ${agent.description} ${agent.model ?? ''}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
