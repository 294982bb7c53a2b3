import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy } from 'react';
import { formatCompact, formatCost, plural } from '../../lib/format-number.ts';
import { usePreference } from '../../lib/preferences.ts';
import { ChartPanel, LegendItem } from './chart-panel.tsx';
import { ColumnTable } from './column-table.tsx';
import type { StatsScope } from './overview-search.ts';
import { statsQueries } from './stats-queries.ts';
import { finishedView } from './task-links.ts';
import { TaskNumber } from './task-number.tsx';
import { totalsOf, toThroughputRows, type ThroughputRow } from './throughput-rows.ts';

const Chart = lazy(() => import('./cost-chart.tsx').then((module) => ({ default: module.CostChart })));

/** What the tasks that finished have cost, and what is not known of it. */
export function CostPanel({ scope }: { scope: StatsScope }) {
  const { data, error, isPlaceholderData } = useQuery(statsQueries.throughput(scope));
  const navigate = useNavigate();
  const zone = usePreference('zone');
  const { agent } = scope;
  const totals = data ? totalsOf(data) : null;
  const rows = data ? toThroughputRows(data, zone) : [];
  const viewOf = ({ span }: ThroughputRow) => finishedView({ span, agent });
  return (
    <ChartPanel
      title="Cost"
      query={{ error, isPlaceholderData, hasData: data !== undefined }}
      summary={
        data && totals ? (
          <>
            <TaskNumber view={finishedView({ span: data, agent })} word="spent by tasks that finished">
              {formatCost(totals.costMicrousd)} · {formatCompact(totals.tokens)} tokens
            </TaskNumber>
            <UnpricedSteps scope={scope} />
          </>
        ) : null
      }
      empty={
        totals?.costMicrousd === 0 ? 'Nothing was spent in this time, as far as prices are known.' : null
      }
      legend={
        <LegendItem mark="box" className="bg-accent">
          Of the tasks that finished in a column, all that they have cost
        </LegendItem>
      }
      chart={
        <Chart
          rows={rows}
          label="Cost of the tasks that finished, over time"
          onChoose={(row) => void navigate({ to: '/tasks', search: viewOf(row) })}
        />
      }
      table={
        <ColumnTable
          caption="Cost and tokens of the tasks that finished, over time; times without any are left out"
          rows={rows.filter(({ finished }) => finished > 0)}
          columns={[
            { head: 'Cost', valueOf: (row) => formatCost(row.costMicrousd), word: 'spent', viewOf },
            { head: 'Tokens', valueOf: (row) => formatCompact(row.tokens), word: 'tokens', viewOf },
          ]}
        />
      }
    />
  );
}

/** Model calls whose cost nobody knows would make the sum look smaller than it is. */
function UnpricedSteps({ scope }: { scope: StatsScope }) {
  const steps = useQuery(statsQueries.usage(scope)).data?.unpriced_steps ?? 0;
  if (steps === 0) return null;
  return (
    <span className="max-sm:block">
      <span className="max-sm:hidden"> · </span>
      <Link to="/settings/models" className="underline underline-offset-2">
        {plural(steps, 'model call')} without a price
      </Link>
      {' (whole days, UTC)'}
    </span>
  );
}
