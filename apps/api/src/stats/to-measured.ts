import type { Durations } from '@taskhelm/contract';
import type { DurationRow } from './stats-repository.ts';

/** A row of measurements as the wire says it; no row means that nothing was measured. */
export function toMeasured(row: DurationRow | undefined): Durations['overall'] {
  return {
    count: row?.count ?? 0,
    duration: percentiles(row?.duration),
    queued: percentiles(row?.queued),
    waiting: percentiles(row?.waiting),
  };
}

/** An array of nulls is what Postgres makes of no values. */
function percentiles(values: (number | null)[] | null | undefined): Durations['overall']['duration'] {
  const [p50 = null, p95 = null] = values ?? [];
  return { p50_ms: p50 === null ? null : Math.round(p50), p95_ms: p95 === null ? null : Math.round(p95) };
}
