import type { Agent, TaskStatus } from '@taskhelm/contract';
import type { ReactNode } from 'react';
import { Sparkline } from '../../components/sparkline.tsx';
import { formatCost, formatCount, formatShare } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { AgentNumber } from './agent-number.tsx';
import { sparkLabel } from './agent-table.tsx';

const ENDED: TaskStatus[] = ['completed', 'failed'];

/** What it works on now, and what came of the last 24 hours. */
export function AgentStatistics({ agent }: { agent: Agent }) {
  const { stats } = agent;
  const day = stats.last_24h;
  const ended = (value: ReactNode, word: string, statuses = ENDED) => (
    <AgentNumber agent={agent} statuses={statuses} word={word} sort="-finished_at" className="!justify-start">
      {value}
    </AgentNumber>
  );
  const open = (status: TaskStatus, count: number, word: string) => (
    <AgentNumber agent={agent} statuses={[status]} word={word} className="!justify-start">
      {formatCount(count)}
    </AgentNumber>
  );
  return (
    <section aria-label="Statistics" className="border-b">
      <dl className="grid grid-cols-2 gap-px bg-line sm:grid-cols-3 xl:grid-cols-9">
        <Tile label="Running">{open('in_progress', stats.running, 'running')}</Tile>
        <Tile label="Queued">{open('pending', stats.queued, 'queued')}</Tile>
        <Tile label="Waiting">{open('needs_input', stats.needs_input, 'waiting')}</Tile>
        {day ? (
          <>
            <Tile label="Completed, 24 h">
              {ended(formatCount(day.completed), 'completed', ['completed'])}
            </Tile>
            <Tile label="Failed, 24 h">{ended(formatCount(day.failed), 'failed', ['failed'])}</Tile>
            <Tile label="Success, 24 h">
              {day.success_rate === null ? '–' : ended(formatShare(day.success_rate), 'succeeded')}
            </Tile>
            <Tile label="p95 duration" hint="95 of 100 tasks took no longer">
              {day.p95_ms === null ? '–' : ended(formatDuration(day.p95_ms), 'took no longer')}
            </Tile>
            <Tile label="p95 in the queue" hint="95 of 100 tasks waited no longer">
              {day.queue_wait_p95_ms === null
                ? '–'
                : ended(formatDuration(day.queue_wait_p95_ms), 'waited no longer')}
            </Tile>
            <Tile label="Cost, 24 h">
              {day.cost_microusd === null ? (
                <span className="text-sm font-normal text-muted">no price known</span>
              ) : (
                ended(formatCost(day.cost_microusd), 'spent')
              )}
            </Tile>
          </>
        ) : null}
      </dl>
      {day ? (
        <div className="flex items-center gap-3 px-4 py-2 text-xs text-muted md:px-6">
          <Sparkline values={day.spark} label={sparkLabel(day.spark)} />
          <span aria-hidden>{sparkLabel(day.spark)}</span>
        </div>
      ) : null}
    </section>
  );
}

function Tile({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="min-w-0 bg-bg px-4 py-2 last:max-sm:col-span-2 md:px-6 xl:px-4" title={hint}>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="flex min-h-7 items-center text-lg font-semibold tabular-nums">{children}</dd>
    </div>
  );
}
