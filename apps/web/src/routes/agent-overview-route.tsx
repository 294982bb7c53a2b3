import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { taskFilterOf } from '../features/agents/agent-number.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { AgentStatistics } from '../features/agents/agent-stats.tsx';
import { AgentTasks } from '../features/tasks/agent-tasks.tsx';

const route = getRouteApi('/app/agents/$name/');

export function AgentOverviewPage() {
  const { name } = route.useParams();
  const agent = useQuery(agentQueries.one(name)).data;
  if (!agent) return null;
  return (
    <>
      <AgentStatistics agent={agent} />
      <AgentTasks agent={taskFilterOf(agent)} />
    </>
  );
}
