import { XAxis } from 'recharts';
import { ticksOf } from './chart-columns.ts';

/** What all charts have in common, as recharts takes it. Colours are those of the theme; nothing moves. */
export const TICK = { fill: 'var(--muted)', fontSize: 12 } as const;
const AXIS_LINE = { stroke: 'var(--line)' } as const;
const FULL_SIZE = { width: '100%', height: '100%' } as const;
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 } as const;
/** Pixels between two names of columns. */
const TICK_GAP = 16;

type ColumnRow = { at: string; tick: string; name: string };
export type ColumnChartProps<Row> = {
  rows: Row[];
  label: string;
  /** A click on a column; by touch the second tap, the first one shows its numbers. */
  onChoose: (row: Row) => void;
};

/** The properties of a chart over time that fills its box. */
export function chartProps<Row>({ rows, label, onChoose }: ColumnChartProps<Row>) {
  return {
    responsive: true,
    style: FULL_SIZE,
    margin: MARGIN,
    data: rows,
    cursor: 'pointer',
    'aria-label': label,
    onClick: ({ activeTooltipIndex }: { activeTooltipIndex: unknown }): void => {
      const row = rowAt(rows, activeTooltipIndex);
      if (row) onChoose(row);
    },
  };
}

/** The row that a click or the pointer is at. */
function rowAt<Row>(rows: readonly Row[], index: unknown): Row | undefined {
  return index === null || index === undefined ? undefined : rows[Number(index)];
}

export function TimeAxis({ rows }: { rows: readonly ColumnRow[] }) {
  const names = new Map(rows.map(({ at, tick }) => [at, tick]));
  return (
    <XAxis
      dataKey="at"
      ticks={ticksOf(rows)}
      tickFormatter={(at: string) => names.get(at) ?? ''}
      tick={TICK}
      axisLine={AXIS_LINE}
      tickLine={false}
      minTickGap={TICK_GAP}
    />
  );
}

type TooltipLine = { name: string; value: string; colour: string };
type ColumnTooltipProps<Row> = {
  rows: readonly Row[];
  linesOf: (row: Row) => readonly TooltipLine[];
  /** These two are given by recharts. */
  active?: boolean;
  activeIndex?: string | null;
};

/** What one column shows, beside the pointer or the focus. */
export function ColumnTooltip<Row extends ColumnRow>({
  rows,
  linesOf,
  active = false,
  activeIndex,
}: ColumnTooltipProps<Row>) {
  const row = rowAt(rows, activeIndex);
  if (!active || !row) return null;
  return (
    <div role="status" className="rounded-md border bg-raised px-3 py-2 text-xs text-text shadow-pop">
      <p className="mb-1 font-medium">{row.name}</p>
      <ul>
        {linesOf(row).map(({ name, value, colour }) => (
          <li key={name} className="flex items-center gap-2 tabular-nums">
            <span
              aria-hidden
              className="size-2 shrink-0 rounded-sm forced-color-adjust-none"
              style={{ background: colour }}
            />
            <span className="flex-1 text-muted">{name}</span>
            <span className="pl-3">{value}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
