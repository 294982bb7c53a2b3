import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Plus, Search } from 'lucide-react';
import { buttonClass } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { AgentList } from '../features/agents/agent-list.tsx';
import { useMay } from '../lib/who-am-i.ts';

const route = getRouteApi('/app/agents');

export function AgentsPage() {
  const { q = '' } = route.useSearch();
  const navigate = useNavigate();
  const canChange = useMay('agents:write') ?? false;
  return (
    <>
      <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2">
        <PageTitle name="Agents" />
        <label className="relative min-w-0 flex-1 basis-40 sm:max-w-72">
          <span className="sr-only">Search agents</span>
          <Search
            aria-hidden
            className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted coarse:top-3.5"
          />
          <input
            type="search"
            value={q}
            maxLength={100}
            placeholder="Search"
            onChange={(event) =>
              void navigate({
                to: '/agents',
                search: event.target.value ? { q: event.target.value } : {},
                replace: true,
              })
            }
            className="field pl-8"
          />
        </label>
        {canChange ? (
          <Link to="/agents/new" className={`${buttonClass('primary')} ml-auto`}>
            <Plus aria-hidden className="size-4" />
            New agent
          </Link>
        ) : null}
      </div>
      <AgentList q={q.trim()} canChange={canChange} />
    </>
  );
}
