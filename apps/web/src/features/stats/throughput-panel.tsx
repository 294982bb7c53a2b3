import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy } from 'react';
import { STATUS_LABELS } from '../../components/status-badge.tsx';
import { formatCount, plural } from '../../lib/format-number.ts';
import { usePreference } from '../../lib/preferences.ts';
import { ChartPanel, LegendItem } from './chart-panel.tsx';
import { ColumnTable } from './column-table.tsx';
import type { StatsScope } from './overview-search.ts';
import { statsQueries } from './stats-queries.ts';
import { finishedView } from './task-links.ts';
import { TaskNumber } from './task-number.tsx';
import { totalsOf, toThroughputRows, type ThroughputRow } from './throughput-rows.ts';

const Chart = lazy(() =>
  import('./throughput-chart.tsx').then((module) => ({ default: module.ThroughputChart })),
);

const OUTCOMES = ['completed', 'failed', 'cancelled'] as const;

/** Tasks that finished, by outcome. */
export function ThroughputPanel({ scope }: { scope: StatsScope }) {
  const { data, error, isPlaceholderData } = useQuery(statsQueries.throughput(scope));
  const navigate = useNavigate();
  const zone = usePreference('zone');
  const totals = data ? totalsOf(data) : null;
  const rows = data ? toThroughputRows(data, zone) : [];
  const label = totals
    ? `${formatCount(totals.completed)} completed, ${formatCount(totals.failed)} failed and ${formatCount(totals.cancelled)} cancelled tasks over time`
    : '';
  return (
    <ChartPanel
      title="Throughput"
      query={{ error, isPlaceholderData, hasData: data !== undefined }}
      summary={
        data && totals ? (
          <>
            <TaskNumber view={finishedView({ span: data, agent: scope.agent })} word="finished">
              {plural(totals.finished, 'task')} finished
            </TaskNumber>
            {', '}
            <TaskNumber
              view={{ from: data.from, to: data.to, ...(scope.agent ? { agent: scope.agent } : {}) }}
              word="tasks were created"
            >
              {formatCount(totals.created)} created
            </TaskNumber>
          </>
        ) : null
      }
      empty={totals?.finished === 0 ? 'No task finished in this time.' : null}
      legend={
        <>
          <LegendItem mark="box" className="bg-completed">
            Completed
          </LegendItem>
          <LegendItem mark="box" className="bg-failed">
            Failed
          </LegendItem>
          <LegendItem mark="box" className="bg-cancelled">
            Cancelled
          </LegendItem>
        </>
      }
      chart={
        <Chart
          rows={rows}
          label={label}
          onChoose={({ span }) =>
            void navigate({ to: '/tasks', search: finishedView({ span, agent: scope.agent }) })
          }
        />
      }
      table={
        <ColumnTable
          caption="Tasks that finished, by outcome, over time; times without any are left out"
          rows={rows.filter(({ finished }) => finished > 0)}
          columns={OUTCOMES.map((status) => ({
            head: STATUS_LABELS[status],
            valueOf: (row: ThroughputRow) => formatCount(row[status]),
            word: status,
            viewOf: ({ span }: ThroughputRow) => finishedView({ span, status: [status], agent: scope.agent }),
          }))}
        />
      }
    />
  );
}
