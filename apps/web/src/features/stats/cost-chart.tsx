import { Bar, BarChart, CartesianGrid, Tooltip, YAxis } from 'recharts';
import { formatCompact, formatCost } from '../../lib/format-number.ts';
import { chartProps, ColumnTooltip, TICK, TimeAxis, type ColumnChartProps } from './chart-frame.tsx';
import type { ThroughputRow } from './throughput-rows.ts';

const COLOUR = 'var(--accent)';

const linesOf = (row: ThroughputRow) => [
  { name: 'Cost', value: formatCost(row.costMicrousd), colour: COLOUR },
  { name: 'Tokens', value: formatCompact(row.tokens), colour: 'transparent' },
];

/** What the tasks that finished have cost. */
export function CostChart({ rows, ...rest }: ColumnChartProps<ThroughputRow>) {
  return (
    <BarChart {...chartProps({ rows, ...rest })} barCategoryGap="15%">
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <TimeAxis rows={rows} />
      <YAxis tick={TICK} axisLine={false} tickLine={false} width={60} tickFormatter={formatCost} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--hover)' }}
        content={<ColumnTooltip rows={rows} linesOf={linesOf} />}
      />
      <Bar dataKey="costMicrousd" fill={COLOUR} isAnimationActive={false} />
    </BarChart>
  );
}
