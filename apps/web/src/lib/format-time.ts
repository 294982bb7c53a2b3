import type { Zone } from './preferences.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Writes moments in either zone; what is not asked for is not made. */
export function zoned(options: Intl.DateTimeFormatOptions): (at: string | number, zone: Zone) => string {
  const made: Partial<Record<Zone, Intl.DateTimeFormat>> = {};
  return (at, zone) => {
    made[zone] ??= new Intl.DateTimeFormat('en-GB', {
      ...options,
      ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
    });
    return made[zone].format(new Date(at));
  };
}

const day = { day: 'numeric', month: 'short' } as const;
const year = { year: 'numeric' } as const;
const minute = { hour: '2-digit', minute: '2-digit' } as const;
const second = { ...minute, second: '2-digit' } as const;
const toDate = zoned({ ...day, ...year });
const toYear = zoned(year);
const toMinute = zoned({ ...day, ...minute });
const toMinuteOfYear = zoned({ ...day, ...year, ...minute });
const toClock = zoned(second);
const toSecond = zoned({ ...day, ...second });
const toSecondOfYear = zoned({ ...day, ...year, ...second });
const toStamp = zoned({ ...day, ...year, ...minute, timeZoneName: 'short' });

/** `just now`, `4m ago`, `3d ago`; a date from a week on. `now` is in milliseconds since 1970. */
export function formatRelative(at: string, now: number, zone: Zone): string {
  const elapsed = now - Date.parse(at);
  if (elapsed < 0 && elapsed > -5_000) return 'just now';
  const size = Math.abs(elapsed);
  if (size >= WEEK) return toDate(at, zone);
  if (size < 10_000) return 'just now';
  const distance = inWhole(size);
  return elapsed < 0 ? `in ${distance}` : `${distance} ago`;
}

/** In the largest unit that it has at least one of. */
function inWhole(size: number): string {
  if (size < MINUTE) return `${Math.floor(size / 1_000)}s`;
  if (size < HOUR) return `${Math.floor(size / MINUTE)}m`;
  return size < DAY ? `${Math.floor(size / HOUR)}h` : `${Math.floor(size / DAY)}d`;
}

/** Less than a week away, where a relative time says more than a date. */
export const isNear = (at: string, now: number): boolean => Math.abs(now - Date.parse(at)) < WEEK;

/** `26 Nov, 14:05`, with the year where it is another one. */
export function formatMoment(at: string, now: number, zone: Zone): string {
  return named((isThisYear(at, now, zone) ? toMinute : toMinuteOfYear)(at, zone), zone);
}

/** The same to the second. */
export function formatExactMoment(at: string, now: number, zone: Zone): string {
  return named((isThisYear(at, now, zone) ? toSecond : toSecondOfYear)(at, zone), zone);
}

/** `26 Nov 2026, 14:05:33`, for a place that says which zone it is of. */
export const formatFull = (at: string, zone: Zone): string => toSecondOfYear(at, zone);

/** `26 Nov 2026, 14:05 CET`, for readers in other zones. */
export const formatStamp = (at: string, zone: Zone): string => toStamp(at, zone);

/** `14:05:33` */
export const formatClock = (at: string, zone: Zone): string => named(toClock(at, zone), zone);

/** As `Europe/Berlin`. */
export const nameOfLocalZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Times of the zone that the person lives in need no name. */
const named = (text: string, zone: Zone): string => (zone === 'utc' ? `${text} UTC` : text);

const isThisYear = (at: string, now: number, zone: Zone): boolean => toYear(at, zone) === toYear(now, zone);

/** As a field for a date and time holds it, to the minute. */
export function toTimeField(at: string, zone: Zone): string {
  const date = new Date(at);
  if (zone === 'utc') return date.toISOString().slice(0, 16);
  const days = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${days}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What such a field says, in milliseconds since 1970; NaN where it says nothing. RFC 3339 is read as it is. */
export function readTimeField(text: string, zone: Zone): number {
  const hasZone = /(?:Z|[+-]\d\d:\d\d)$/.test(text);
  return Date.parse(zone === 'utc' && !hasZone && text !== '' ? `${text}Z` : text);
}

/** `320ms`, `4.2s`, `38s`, `1m 04s`, `2h 05m`, `3d 4h`. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  if (ms < 10_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)}s`;
  return formatElapsed(ms);
}

/** The same in whole seconds, for what is still counting. */
export function formatElapsed(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.floor(ms / 1_000)}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m ${two(Math.floor((ms % MINUTE) / 1_000))}s`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)}h ${two(Math.floor((ms % HOUR) / MINUTE))}m`;
  return `${Math.floor(ms / DAY)}d ${Math.floor((ms % DAY) / HOUR)}h`;
}

const two = (value: number): string => String(value).padStart(2, '0');
