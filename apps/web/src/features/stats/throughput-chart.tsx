import { Bar, BarChart, CartesianGrid, Tooltip, YAxis } from 'recharts';
import { formatCompact, formatCount } from '../../lib/format-number.ts';
import { chartProps, ColumnTooltip, TICK, TimeAxis, type ColumnChartProps } from './chart-frame.tsx';
import type { ThroughputRow } from './throughput-rows.ts';

/** From the bottom up. */
const OUTCOMES = [
  { key: 'completed', name: 'Completed', colour: 'var(--completed)' },
  { key: 'failed', name: 'Failed', colour: 'var(--failed)' },
  { key: 'cancelled', name: 'Cancelled', colour: 'var(--cancelled)' },
] as const;

const linesOf = (row: ThroughputRow) =>
  OUTCOMES.map(({ key, ...line }) => ({ ...line, value: formatCount(row[key]) })).toReversed();

/** Tasks that finished, one column a piece of time. */
export function ThroughputChart({ rows, ...rest }: ColumnChartProps<ThroughputRow>) {
  return (
    <BarChart {...chartProps({ rows, ...rest })} barCategoryGap="15%">
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <TimeAxis rows={rows} />
      <YAxis
        tick={TICK}
        axisLine={false}
        tickLine={false}
        width={36}
        allowDecimals={false}
        tickFormatter={formatCompact}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--hover)' }}
        content={<ColumnTooltip rows={rows} linesOf={linesOf} />}
      />
      {OUTCOMES.map(({ key, colour }) => (
        <Bar key={key} dataKey={key} stackId="outcome" fill={colour} isAnimationActive={false} />
      ))}
    </BarChart>
  );
}
