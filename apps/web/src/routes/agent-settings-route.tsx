import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { buttonClass } from '../components/button.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { AgentSettingsView } from '../features/agents/agent-settings.tsx';
import { useMay } from '../lib/who-am-i.ts';

const route = getRouteApi('/app/agents/$name/settings');

export function AgentSettingsPage() {
  const { name } = route.useParams();
  const agent = useQuery(agentQueries.one(name)).data;
  const mayChange = useMay('agents:write') ?? false;
  if (!agent) return null;
  const canChange = mayChange && agent.archived_at === null;
  return (
    <>
      {canChange ? (
        <div className="px-4 pt-3 md:px-6">
          <Link to="/agents/$name/edit" params={{ name }} className={buttonClass()}>
            <Pencil aria-hidden className="size-3.5" />
            Edit settings
          </Link>
        </div>
      ) : null}
      <AgentSettingsView agent={agent} />
    </>
  );
}
