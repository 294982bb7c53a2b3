import type { Durations } from '@taskhelm/contract';
import type { Zone } from '../../lib/preferences.ts';
import { nameOfColumn, spanOfColumn, tickOfColumn } from './chart-columns.ts';
import type { Span } from './task-links.ts';

type Measured = Durations['overall'];

/** One column of the chart of durations. Milliseconds; null where nothing was measured. */
export type DurationRow = {
  at: string;
  name: string;
  tick: string;
  span: Span;
  count: number;
  p50: number | null;
  p95: number | null;
  queued: number | null;
  waiting: number | null;
};

export const MEASURES = ['p50', 'p95', 'queued', 'waiting'] as const;
export type Measure = (typeof MEASURES)[number];

export const MEASURE_NAMES: Record<Measure, string> = {
  p50: 'Half took no longer (p50)',
  p95: '95 of 100 took no longer (p95)',
  queued: 'In the queue (p95)',
  waiting: 'Waiting for people (p95)',
};

export function toDurationRows(durations: Durations, zone: Zone): DurationRow[] {
  return durations.data.map(({ at, ...measured }) => ({
    at,
    name: nameOfColumn(at, durations, zone),
    tick: tickOfColumn(at, durations, zone),
    span: spanOfColumn(at, durations),
    count: measured.count,
    ...measuresOf(measured),
  }));
}

export function measuresOf({ duration, queued, waiting }: Measured): Record<Measure, number | null> {
  return { p50: duration.p50_ms, p95: duration.p95_ms, queued: queued.p95_ms, waiting: waiting.p95_ms };
}
