import { zoned } from './format-time.ts';
import type { Zone } from './preferences.ts';
import { readMoment } from './url-search.ts';

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const UNIT_WORDS = { m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;
const RELATIVE = /^now(?:-(\d{1,4})([mhdw]))?$/;

/** Windows to choose from, as the address spells their beginning. */
export const WINDOWS = ['now-1h', 'now-24h', 'now-7d', 'now-30d'] as const;

/** A moment, or one before the time of reading such as `now-24h`; undefined for anything else. */
export function readWindowEdge(text: unknown): string | undefined {
  return typeof text === 'string' && RELATIVE.test(text) ? text : readMoment(text);
}

/** A duration such as `45s`, `30m`, `2h` or `1d`; undefined for anything else. */
export function readDuration(text: unknown): string | undefined {
  return typeof text === 'string' && /^\d{1,6}[smhd]$/.test(text) ? text : undefined;
}

/** `edge` as the API takes it: a relative one counts from `now`, in milliseconds since 1970. */
export function resolveEdge(edge: string, now: number): string {
  const relative = RELATIVE.exec(edge);
  if (!relative) return edge;
  const unit = relative[2] as keyof typeof UNITS | undefined;
  return new Date(now - (unit ? Number(relative[1]) * UNITS[unit] : 0)).toISOString();
}

const toMinute = zoned({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** `last 24 hours`, `since 3 Nov, 09:30`, `3 Nov, 09:30 – 4 Nov, 09:30`; empty where nothing bounds it. */
export function describeWindow(from: string | undefined, to: string | undefined, zone: Zone): string {
  const until = to === 'now' ? undefined : to;
  if (from === undefined) return until === undefined ? '' : `until ${describeEdge(until, zone)}`;
  const [, count, unit] = RELATIVE.exec(from) ?? [];
  if (until === undefined) {
    if (count === undefined) return `since ${describeEdge(from, zone)}`;
    const word = UNIT_WORDS[unit as keyof typeof UNIT_WORDS];
    return count === '1' ? `last ${word}` : `last ${count} ${word}s`;
  }
  return `${describeEdge(from, zone)} – ${describeEdge(until, zone)}`;
}

/** A window of `WINDOWS` as it is offered: `Last 24 hours`. */
export function nameWindow(from: (typeof WINDOWS)[number]): string {
  const text = describeWindow(from, undefined, 'local');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function describeEdge(edge: string, zone: Zone): string {
  const [whole, count, unit] = RELATIVE.exec(edge) ?? [];
  if (whole === undefined) return zone === 'utc' ? `${toMinute(edge, zone)} UTC` : toMinute(edge, zone);
  return count === undefined ? 'now' : `${count}${unit} ago`;
}
