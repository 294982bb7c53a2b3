import type { Agent } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { Sparkline } from '../../components/sparkline.tsx';
import { formatCount } from '../../lib/format-number.ts';
import { sparkLabel } from './agent-table.tsx';

/** The list on a phone: three lines an agent, the whole of it a link. */
export function AgentItems({ agents }: { agents: readonly Agent[] }) {
  return (
    <ul aria-label="Agents">
      {agents.map((agent) => (
        <li key={agent.id} className="border-b">
          <Link
            to="/agents/$name"
            params={{ name: agent.name }}
            className="block px-4 py-2 active:bg-surface"
          >
            <span className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate font-medium">{agent.name}</span>
              {agent.enabled ? null : <span className="shrink-0 text-xs text-muted">Disabled</span>}
              {agent.stats.last_24h ? (
                <Sparkline
                  values={agent.stats.last_24h.spark}
                  label={sparkLabel(agent.stats.last_24h.spark)}
                />
              ) : null}
            </span>
            <span className="block truncate text-sm text-muted">{agent.description}</span>
            <span className="block text-xs text-muted tabular-nums">{summary(agent)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function summary({ stats }: Agent): string {
  const day = stats.last_24h;
  const parts = [
    `${formatCount(stats.running)} running`,
    `${formatCount(stats.queued)} queued`,
    ...(stats.needs_input > 0 ? [`${formatCount(stats.needs_input)} waiting`] : []),
    ...(day ? [`24 h: ${formatCount(day.completed)} ok, ${formatCount(day.failed)} failed`] : []),
  ];
  return parts.join(' · ');
}
