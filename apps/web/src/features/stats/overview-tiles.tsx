import type { Durations, Throughput } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { RelativeTime } from '../../components/time.tsx';
import { formatCost, formatCount, formatShare } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';
import type { StatsScope } from './overview-search.ts';
import { statsQueries } from './stats-queries.ts';
import { ENDED, finishedView, openView } from './task-links.ts';
import { TaskNumber } from './task-number.tsx';
import { totalsOf } from './throughput-rows.ts';

/** What is under way now, and what the range came to. */
export function OverviewTiles({ scope }: { scope: StatsScope }) {
  const { agent } = scope;
  const open = useQuery(statsQueries.open(agent)).data;
  const throughput = useQuery(statsQueries.throughput(scope)).data;
  const durations = useQuery(statsQueries.durations(scope)).data;
  return (
    <section aria-label="At a glance" className="border-b">
      <dl className="grid grid-cols-2 gap-px bg-line sm:grid-cols-3 xl:grid-cols-6">
        <Tile label="Needs input" note={<OldestInput agent={agent} />}>
          {open ? (
            <TaskNumber
              view={openView('needs_input', agent)}
              word="tasks need input"
              className={open.needs_input > 0 ? 'text-needs-input' : ''}
            >
              {formatCount(open.needs_input)}
            </TaskNumber>
          ) : null}
        </Tile>
        <Tile label="Running" note="now">
          {open ? (
            <TaskNumber view={openView('in_progress', agent)} word="tasks are running">
              {formatCount(open.in_progress)}
            </TaskNumber>
          ) : null}
        </Tile>
        <Tile label="Queued" note={durations ? <QueueWait durations={durations} agent={agent} /> : null}>
          {open ? (
            <TaskNumber view={openView('pending', agent)} word="tasks are queued">
              {formatCount(open.pending)}
            </TaskNumber>
          ) : null}
        </Tile>
        <FinishedTiles throughput={throughput} agent={agent} />
      </dl>
    </section>
  );
}

type FinishedTilesProps = { throughput: Throughput | undefined; agent: string[] | undefined };

function FinishedTiles({ throughput, agent }: FinishedTilesProps) {
  const totals = throughput ? totalsOf(throughput) : null;
  const view = (status: Parameters<typeof finishedView>[0]['status']) =>
    finishedView({ span: throughput ?? { from: '', to: '' }, ...(status ? { status } : {}), agent });
  const share = totals?.failedShare ?? null;
  return (
    <>
      <Tile
        label="Failed"
        note={share === null ? 'in this time' : `${formatShare(share)} of those that ended`}
      >
        {totals ? (
          <TaskNumber
            view={view(['failed'])}
            word="tasks failed"
            className={totals.failed > 0 ? 'text-failed' : ''}
          >
            {formatCount(totals.failed)}
          </TaskNumber>
        ) : null}
      </Tile>
      <Tile label="Completed" note="in this time">
        {totals ? (
          <TaskNumber view={view(['completed'])} word="tasks completed">
            {formatCount(totals.completed)}
          </TaskNumber>
        ) : null}
      </Tile>
      <Tile label="Cost" note="of tasks that finished">
        {totals ? (
          <TaskNumber view={view(undefined)} word="spent by tasks that finished">
            {formatCost(totals.costMicrousd)}
          </TaskNumber>
        ) : null}
      </Tile>
    </>
  );
}

function OldestInput({ agent }: { agent: string[] | undefined }) {
  const oldest = useQuery(statsQueries.oldestInput(agent)).data;
  if (!oldest) return oldest === null ? 'nothing waits' : null;
  return (
    <Link
      to="/inbox"
      search={{ item: oldest.call_id }}
      className="inline-flex min-h-6 items-center hover:underline coarse:min-h-11"
    >
      <span>
        oldest asked <RelativeTime at={oldest.asked_at} />
      </span>
    </Link>
  );
}

function QueueWait({ durations, agent }: { durations: Durations; agent: string[] | undefined }) {
  const { p95_ms } = durations.overall.queued;
  if (p95_ms === null) return 'now';
  return (
    <TaskNumber
      view={finishedView({ span: durations, status: ENDED, agent })}
      word="or less was what 95 of 100 tasks waited for a worker"
    >
      waited p95 {formatDuration(p95_ms)}
    </TaskNumber>
  );
}

type TileProps = {
  label: string;
  /** Null while it is read. */
  children: ReactNode;
  note: ReactNode;
};

/** As high before its number is there as after. */
function Tile({ label, note, children }: TileProps) {
  return (
    <div className="flex min-w-0 flex-col bg-bg px-4 py-3 md:px-6 xl:px-4 coarse:py-2">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="flex min-h-9 items-center text-xl font-semibold tabular-nums coarse:min-h-11">
        {children ?? <span aria-hidden className="h-5 w-12 animate-appear rounded bg-hover" />}
      </dd>
      <dd className="flex min-h-6 items-center text-xs text-muted coarse:-mt-2 coarse:min-h-11">{note}</dd>
    </div>
  );
}
