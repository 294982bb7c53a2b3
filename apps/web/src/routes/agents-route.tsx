import { hasScope } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { PageTitle } from '../components/page-title.tsx';
import { browserSessionQueries } from '../features/account/browser-session-queries.ts';
import { AgentList } from '../features/agents/agent-list.tsx';

export function AgentsPage() {
  const who = useQuery(browserSessionQueries.whoAmI()).data;
  return (
    <>
      <div className="flex h-13 shrink-0 items-center border-b px-4">
        <PageTitle name="Agents" />
      </div>
      <AgentList canChange={who !== undefined && hasScope(who.scopes, 'agents:write')} />
    </>
  );
}
