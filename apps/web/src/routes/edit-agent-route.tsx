import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { EditAgent } from '../features/agents/edit-agent.tsx';

const route = getRouteApi('/app/agents/$name/edit');

export function EditAgentPage() {
  const { name } = route.useParams();
  const navigate = useNavigate();
  const agent = useQuery(agentQueries.one(name)).data;
  if (!agent) return null;
  const toSettings = (to: string): void =>
    void navigate({ to: '/agents/$name/settings', params: { name: to } });
  return (
    <EditAgent key={agent.id} agent={agent} onSaved={toSettings} onCancel={() => toSettings(agent.name)} />
  );
}
