import type { Agent } from '@taskhelm/contract';
import { Switch } from '@base-ui/react/switch';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bot } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { agentQueries, useUpdateAgent } from './agent-queries.ts';

export function AgentList({ canChange }: { canChange: boolean }) {
  const query = useQuery(agentQueries.list({ isWatched: true }));
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
  if (query.data.length === 0) {
    return <EmptyState icon={<Bot aria-hidden className="size-7" />} title="No agents yet" />;
  }
  return (
    <ul aria-label="Agents">
      {query.data.map((agent) => (
        <AgentRow key={agent.id} agent={agent} canChange={canChange} />
      ))}
    </ul>
  );
}

function AgentRow({ agent, canChange }: { agent: Agent; canChange: boolean }) {
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link
            to="/tasks"
            search={{ agent: [agent.name] }}
            className="font-medium hover:underline coarse:py-3"
          >
            {agent.name}
          </Link>
          <span className="mono text-xs text-muted">{agent.model ?? 'default model'}</span>
        </p>
        {agent.description ? <p className="text-sm break-words text-muted">{agent.description}</p> : null}
        {agent.tools.length > 0 ? (
          <ul aria-label={`Tools of ${agent.name}`} className="mt-1 flex flex-wrap gap-1">
            {agent.tools.map((tool) => (
              <li key={tool} className="mono rounded bg-hover px-1.5 text-xs leading-5">
                {tool}
                {agent.confirm_tools.includes(tool) ? (
                  <span className="text-needs-input"> · asks first</span>
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <p className="flex gap-4 text-sm text-muted tabular-nums">
        <Count agent={agent} status="in_progress" count={agent.stats.running} word="running" />
        <Count agent={agent} status="pending" count={agent.stats.queued} word="queued" />
        <Count agent={agent} status="needs_input" count={agent.stats.needs_input} word="waiting" />
      </p>
      <EnabledSwitch agent={agent} canChange={canChange} />
    </li>
  );
}

type CountProps = {
  agent: Agent;
  status: 'in_progress' | 'pending' | 'needs_input';
  count: number;
  word: string;
};

function Count({ agent, status, count, word }: CountProps) {
  return (
    <Link
      to="/tasks"
      search={{ agent: [agent.name], status: [status] }}
      className="inline-flex min-h-6 items-center gap-1 hover:text-text hover:underline coarse:min-h-11"
    >
      <span className="font-medium text-text">{count}</span> {word}
    </Link>
  );
}

function EnabledSwitch({ agent, canChange }: { agent: Agent; canChange: boolean }) {
  const update = useUpdateAgent();
  const isOn = update.isPending ? update.variables.change.enabled === true : agent.enabled;
  return (
    <label className="flex w-28 items-center gap-2 text-sm coarse:min-h-11">
      <Switch.Root
        checked={isOn}
        disabled={!canChange}
        onCheckedChange={(enabled) => update.mutate({ agent, change: { enabled } })}
        aria-label={`${agent.name} takes new tasks`}
        className="flex h-6 w-10 shrink-0 cursor-pointer rounded-full border border-control bg-hover p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-60"
      >
        <Switch.Thumb className="size-[18px] rounded-full bg-control transition-transform data-checked:translate-x-4 data-checked:bg-accent-text" />
      </Switch.Root>
      <span aria-hidden>{isOn ? 'Enabled' : 'Disabled'}</span>
    </label>
  );
}
