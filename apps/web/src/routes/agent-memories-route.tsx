import { type Memory } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Plus, Search } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../components/button.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { MemoryList } from '../features/memories/memory-list.tsx';
import { useSettled } from '../lib/use-settled.ts';
import { useMay } from '../lib/who-am-i.ts';

const route = getRouteApi('/app/agents/$name/memories');
const SEARCH_MS = 250;
const MemoryDialog = lazy(() =>
  import('../features/memories/memory-dialog.tsx').then((module) => ({ default: module.MemoryDialog })),
);

export function AgentMemoriesPage() {
  const { name } = route.useParams();
  const { q = '' } = route.useSearch();
  const sought = useSettled(q.trim(), SEARCH_MS);
  const navigate = useNavigate();
  const agent = useQuery(agentQueries.one(name)).data;
  const mayChange = useMay('tasks:write') ?? false;
  const [edited, setEdited] = useState<{ memory: Memory | null } | null>(null);
  if (!agent) return null;
  const canChange = mayChange && agent.archived_at === null;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-3 md:px-6">
        <label className="relative min-w-0 flex-1 basis-40 sm:max-w-72">
          <span className="sr-only">Search memories</span>
          <Search
            aria-hidden
            className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted coarse:top-3.5"
          />
          <input
            type="search"
            value={q}
            maxLength={200}
            placeholder="Search"
            onChange={(event) =>
              void navigate({
                to: '/agents/$name/memories',
                params: { name },
                search: event.target.value ? { q: event.target.value } : {},
                replace: true,
              })
            }
            className="field pl-8"
          />
        </label>
        {canChange ? (
          <Button
            className="ml-auto"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setEdited({ memory: null })}
          >
            New memory
          </Button>
        ) : null}
      </div>
      <MemoryList agent={name} q={sought} canChange={canChange} onEdit={(memory) => setEdited({ memory })} />
      <Suspense fallback={null}>
        {edited ? <MemoryDialog agent={name} {...edited} onClose={() => setEdited(null)} /> : null}
      </Suspense>
    </>
  );
}
