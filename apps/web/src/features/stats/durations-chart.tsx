import { CartesianGrid, Line, LineChart, Tooltip, YAxis } from 'recharts';
import { formatDuration } from '../../lib/format-time.ts';
import { chartProps, ColumnTooltip, TICK, TimeAxis, type ColumnChartProps } from './chart-frame.tsx';
import { MEASURE_NAMES, MEASURES, type DurationRow, type Measure } from './duration-rows.ts';

const LINES: Record<Measure, { colour: string; width: number; dashes?: string }> = {
  p50: { colour: 'var(--text)', width: 1.5 },
  p95: { colour: 'var(--in-progress)', width: 2 },
  queued: { colour: 'var(--pending)', width: 1.5, dashes: '6 4' },
  waiting: { colour: 'var(--needs-input)', width: 2, dashes: '2 3' },
};

const linesOf = (row: DurationRow) =>
  MEASURES.map((measure) => ({
    name: MEASURE_NAMES[measure],
    value: row[measure] === null ? '–' : formatDuration(row[measure]),
    colour: LINES[measure].colour,
  }));

/** Percentiles over time. A column in which nothing ended is a gap. */
export function DurationsChart({ rows, ...rest }: ColumnChartProps<DurationRow>) {
  return (
    <LineChart {...chartProps({ rows, ...rest })}>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <TimeAxis rows={rows} />
      <YAxis tick={TICK} axisLine={false} tickLine={false} width={64} tickFormatter={formatDuration} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--control)' }}
        content={<ColumnTooltip rows={rows} linesOf={linesOf} />}
      />
      {MEASURES.map((measure) => {
        const { colour, width, dashes } = LINES[measure];
        return (
          <Line
            key={measure}
            dataKey={measure}
            stroke={colour}
            strokeWidth={width}
            {...(dashes ? { strokeDasharray: dashes } : {})}
            dot={{ r: 2, fill: colour, strokeWidth: 0, strokeDasharray: '' }}
            isAnimationActive={false}
          />
        );
      })}
    </LineChart>
  );
}
