import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy } from 'react';
import { formatCount, plural } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { usePreference } from '../../lib/preferences.ts';
import { ChartPanel, LegendItem } from './chart-panel.tsx';
import { ColumnTable } from './column-table.tsx';
import {
  MEASURE_NAMES,
  MEASURES,
  measuresOf,
  toDurationRows,
  type DurationRow,
  type Measure,
} from './duration-rows.ts';
import type { StatsScope } from './overview-search.ts';
import { statsQueries } from './stats-queries.ts';
import { ENDED, finishedView, type Span } from './task-links.ts';
import { TaskNumber } from './task-number.tsx';

const Chart = lazy(() =>
  import('./durations-chart.tsx').then((module) => ({ default: module.DurationsChart })),
);

const LEGEND = {
  p50: { mark: 'line', className: 'border-text', short: 'p50' },
  p95: { mark: 'line', className: 'border-in-progress', short: 'p95' },
  queued: { mark: 'dashed', className: 'border-pending', short: 'queue p95' },
  waiting: { mark: 'dotted', className: 'border-needs-input', short: 'people p95' },
} as const satisfies Record<Measure, object>;

/** How long tasks took, waited for a worker and waited for people. */
export function DurationsPanel({ scope }: { scope: StatsScope }) {
  const { data, error, isPlaceholderData } = useQuery(statsQueries.durations(scope));
  const navigate = useNavigate();
  const zone = usePreference('zone');
  const { agent } = scope;
  const rows = data ? toDurationRows(data, zone) : [];
  const viewOf = ({ span }: { span: Span }) => finishedView({ span, status: ENDED, agent });
  const overall = data ? measuresOf(data.overall) : null;
  return (
    <ChartPanel
      title="Durations"
      query={{ error, isPlaceholderData, hasData: data !== undefined }}
      summary={
        data ? (
          <TaskNumber view={viewOf({ span: data })} word="were measured">
            {plural(data.overall.count, 'task')} that completed or failed
          </TaskNumber>
        ) : null
      }
      empty={data?.overall.count === 0 ? 'No task completed or failed in this time.' : null}
      legend={MEASURES.map((measure) => {
        const { mark, className, short } = LEGEND[measure];
        const value = overall?.[measure] ?? null;
        return (
          <LegendItem key={measure} mark={mark} className={className}>
            <span title={MEASURE_NAMES[measure]}>{short}</span>
            {data && value !== null ? (
              <TaskNumber view={viewOf({ span: data })} word={MEASURE_NAMES[measure]}>
                {formatDuration(value)}
              </TaskNumber>
            ) : null}
          </LegendItem>
        );
      })}
      chart={
        <Chart
          rows={rows}
          label="How long tasks took and waited, over time"
          onChoose={(row) => void navigate({ to: '/tasks', search: viewOf(row) })}
        />
      }
      table={
        <ColumnTable
          caption="How long tasks took and waited, over time; times without any are left out"
          rows={rows.filter(({ count }) => count > 0)}
          columns={[
            { head: 'Tasks', valueOf: (row) => formatCount(row.count), word: 'tasks', viewOf },
            ...MEASURES.map((measure) => ({
              head: LEGEND[measure].short,
              valueOf: (row: DurationRow) => (row[measure] === null ? null : formatDuration(row[measure])),
              word: MEASURE_NAMES[measure],
              viewOf,
            })),
          ]}
        />
      }
    />
  );
}
