import type { SnoozeRequest } from '@taskhelm/contract';

const HOUR = 3_600_000;
const MORNING = 9;

/** What the menu offers. The server counts hours from its own time; a morning is one of the browser's time zone. */
export const SNOOZE_CHOICES: readonly {
  id: string;
  label: string;
  request: (now: number) => SnoozeRequest;
}[] = [
  { id: 'hour', label: '1 hour', request: () => ({ for_ms: HOUR }) },
  { id: 'hours', label: '4 hours', request: () => ({ for_ms: 4 * HOUR }) },
  {
    id: 'morning',
    label: 'Tomorrow morning',
    request: (now) => ({ until: tomorrowMorning(now).toISOString() }),
  },
];

/** When a request will be over, as far as this browser can tell. */
export function expectedEnd({ until, for_ms }: SnoozeRequest, now: number): string {
  return until ?? new Date(now + (for_ms ?? 0)).toISOString();
}

/** Nine o'clock of the next day, whether that is 23, 24 or 25 hours long. */
export function tomorrowMorning(now: number): Date {
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1, MORNING);
}
