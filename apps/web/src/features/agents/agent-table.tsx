import type { Agent } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { Sparkline } from '../../components/sparkline.tsx';
import { formatCount, plural } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { AgentNumber } from './agent-number.tsx';
import { EnabledSwitch } from './enabled-switch.tsx';

const HEAD = 'px-3 py-1.5 font-medium';

export function AgentTable({ agents, canChange }: { agents: readonly Agent[]; canChange: boolean }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">Agents</caption>
        <thead>
          <tr className="border-b bg-surface text-left text-xs text-muted">
            <th scope="col" className={`${HEAD} pl-4`}>
              Name
            </th>
            <th scope="col" className={`${HEAD} max-lg:hidden`}>
              Model
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Running
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Queued
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Waiting
            </th>
            <th scope="col" className={`${HEAD} text-right whitespace-nowrap`}>
              24 h ok / fail
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              p95
            </th>
            <th scope="col" className={`${HEAD} max-lg:hidden`}>
              Last 24 h
            </th>
            <th scope="col" className={`${HEAD} pr-4`}>
              Takes tasks
            </th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <AgentRow key={agent.id} agent={agent} canChange={canChange} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AgentRow({ agent, canChange }: { agent: Agent; canChange: boolean }) {
  const { stats } = agent;
  const day = stats.last_24h;
  const cell = 'px-3 py-1 align-middle tabular-nums';
  return (
    <tr className="border-b hover:bg-surface">
      <th scope="row" className="w-full max-w-0 py-1.5 pr-3 pl-4 text-left font-normal">
        <Link
          to="/agents/$name"
          params={{ name: agent.name }}
          className="inline-flex min-h-6 items-center text-base font-medium hover:underline"
        >
          {agent.name}
        </Link>
        <p className="truncate text-muted" title={agent.description}>
          {agent.description}
        </p>
      </th>
      <td className={`${cell} max-lg:hidden`}>
        <span className="mono block max-w-48 truncate text-muted" title={agent.model ?? undefined}>
          {agent.model ?? 'default'}
        </span>
      </td>
      <td className={`${cell} text-right`}>
        <AgentNumber agent={agent} statuses={['in_progress']} word="running">
          {formatCount(stats.running)}
        </AgentNumber>
      </td>
      <td className={`${cell} text-right`}>
        <AgentNumber agent={agent} statuses={['pending']} word="queued">
          {formatCount(stats.queued)}
        </AgentNumber>
      </td>
      <td className={`${cell} text-right`}>
        <AgentNumber agent={agent} statuses={['needs_input']} word="waiting for a person">
          {formatCount(stats.needs_input)}
        </AgentNumber>
      </td>
      <td className={`${cell} text-right whitespace-nowrap`}>
        <AgentNumber agent={agent} statuses={['completed']} word="completed in 24 hours" sort="-finished_at">
          {formatCount(day?.completed ?? 0)}
        </AgentNumber>
        <span aria-hidden className="text-muted">
          {' '}
          /{' '}
        </span>
        <AgentNumber
          agent={agent}
          statuses={['failed']}
          word="failed in 24 hours"
          sort="-finished_at"
          className={day?.failed ? 'text-failed' : ''}
        >
          {formatCount(day?.failed ?? 0)}
        </AgentNumber>
      </td>
      <td className={`${cell} text-right whitespace-nowrap`}>
        {day === undefined || day.p95_ms === null ? (
          <span className="text-muted">–</span>
        ) : (
          <AgentNumber
            agent={agent}
            statuses={['completed', 'failed']}
            word="95 of 100 tasks took no longer"
            sort="-finished_at"
          >
            {formatDuration(day.p95_ms)}
          </AgentNumber>
        )}
      </td>
      <td className={`${cell} max-lg:hidden`}>
        {day ? <Sparkline values={day.spark} label={sparkLabel(day.spark)} /> : null}
      </td>
      <td className={`${cell} pr-4`}>
        <EnabledSwitch agent={agent} canChange={canChange} />
      </td>
    </tr>
  );
}

export function sparkLabel(spark: readonly number[]): string {
  const total = spark.reduce((sum, value) => sum + value, 0);
  return `${plural(total, 'task')} ended in the last 24 hours, at most ${formatCount(Math.max(...spark))} an hour`;
}
