const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'narrow' });
const dateFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const fullFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `just now`, `4m ago`, `3d ago`; a date from a week on. */
export function formatRelative(at: string, now: number): string {
  const elapsed = now - Date.parse(at);
  if (elapsed < 0 && elapsed > -5_000) return 'just now';
  const size = Math.abs(elapsed);
  if (size >= 7 * DAY) return dateFormat.format(new Date(at));
  if (size < 10_000) return 'just now';
  const sign = elapsed < 0 ? 1 : -1;
  if (size < MINUTE) return relativeFormat.format(sign * Math.floor(size / 1_000), 'second');
  if (size < HOUR) return relativeFormat.format(sign * Math.floor(size / MINUTE), 'minute');
  if (size < DAY) return relativeFormat.format(sign * Math.floor(size / HOUR), 'hour');
  return relativeFormat.format(sign * Math.floor(size / DAY), 'day');
}

/** Local time, then the same in UTC. */
export function formatAbsolute(at: string): string {
  return `${fullFormat.format(new Date(at))} · ${at}`;
}

/** As a field for a date and time holds it, to the minute, in the browser's time zone. */
export function toLocalInput(at: string): string {
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function formatClock(at: string): string {
  return clockFormat.format(new Date(at));
}

/** `320ms`, `4.2s`, `38s`, `1m 04s`, `2h 05m`, `3d 4h`. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  if (ms < 10_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)}s`;
  if (ms < MINUTE) return `${Math.floor(ms / 1_000)}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m ${two(Math.floor((ms % MINUTE) / 1_000))}s`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)}h ${two(Math.floor((ms % HOUR) / MINUTE))}m`;
  return `${Math.floor(ms / DAY)}d ${Math.floor((ms % DAY) / HOUR)}h`;
}

const two = (value: number): string => String(value).padStart(2, '0');
