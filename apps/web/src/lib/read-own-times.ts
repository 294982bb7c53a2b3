import { readTimeField } from './format-time.ts';
import type { Zone } from './preferences.ts';

const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/** The moments that two times say, of such fields or RFC 3339, or why they make no range. */
export function readOwnTimes(
  from: string,
  to: string,
  zone: Zone,
): { from: string; to: string } | { problem: string } {
  const [start, end] = [readTimeField(from, zone), readTimeField(to, zone)];
  if (Number.isNaN(start) || Number.isNaN(end)) return { problem: 'Enter a date and a time.' };
  if (start >= end) return { problem: 'The beginning must lie before the end.' };
  if (end - start > MOST_DAYS * DAY_MS) return { problem: `At most ${MOST_DAYS} days can be shown at once.` };
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
}
