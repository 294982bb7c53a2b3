import { zoned } from '../../lib/format-time.ts';
import type { Zone } from '../../lib/preferences.ts';
import type { Span } from './task-links.ts';

/** A range and the width of its columns, as the API tells them. */
export type Columns = Span & { bucket_ms: number };

const DAY_MS = 86_400_000;
const toTime = zoned({ hour: '2-digit', minute: '2-digit' });
const toDay = zoned({ day: 'numeric', month: 'short' });

/** The part of the range that the column beginning at `at` stands for: the first and the last may be cut. */
export function spanOfColumn(at: string, { from, to, bucket_ms }: Columns): Span {
  const start = Date.parse(at);
  return {
    from: new Date(Math.max(start, Date.parse(from))).toISOString(),
    to: new Date(Math.min(start + bucket_ms, Date.parse(to))).toISOString(),
  };
}

/** `24 Nov, 14:00 – 14:30`; `24 Nov` and `24 Nov – 1 Dec` for columns of days. */
export function nameOfColumn(at: string, { bucket_ms }: Pick<Columns, 'bucket_ms'>, zone: Zone): string {
  const start = Date.parse(at);
  const end = start + bucket_ms;
  if (bucket_ms === DAY_MS) return toDay(start, zone);
  if (bucket_ms > DAY_MS) return `${toDay(start, zone)} – ${toDay(end, zone)}`;
  const times = `${toDay(start, zone)}, ${toTime(start, zone)} – ${toTime(end, zone)}`;
  return zone === 'utc' ? `${times} UTC` : times;
}

/** What stands under a column: the time of day within a day or so, else the day. */
export function tickOfColumn(at: string, { from, to, bucket_ms }: Columns, zone: Zone): string {
  const isWithinDays = Date.parse(to) - Date.parse(from) <= 2 * DAY_MS && bucket_ms < DAY_MS;
  return (isWithinDays ? toTime : toDay)(at, zone);
}

/** The columns that are named under the axis: where the name changes, so that none is said twice. */
export function ticksOf(rows: readonly { at: string; tick: string }[]): string[] {
  return rows.filter(({ tick }, index) => tick !== rows[index - 1]?.tick).map(({ at }) => at);
}
