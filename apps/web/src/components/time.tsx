import type { ReactNode } from 'react';
import { useClock } from '../lib/clock.ts';
import {
  formatClock,
  formatDuration,
  formatElapsed,
  formatExactMoment,
  formatMoment,
  formatRelative,
  isNear,
} from '../lib/format-time.ts';
import { usePreferences } from '../lib/preferences.ts';

type TimeProps = { at: string; className?: string | undefined };

/** A moment as people say it, or as the clock does where the person prefers that. */
export function RelativeTime({ at, className }: TimeProps) {
  const { times, zone } = usePreferences();
  const format = times === 'relative' ? formatRelative : formatMoment;
  const text = useClock((now) => format(at, now, zone));
  return (
    <Moment at={at} className={className}>
      {text}
    </Moment>
  );
}

/** The time of day, where the day is known. */
export function ClockTime({ at, className }: TimeProps) {
  const { zone } = usePreferences();
  return (
    <Moment at={at} className={className}>
      {formatClock(at, zone)}
    </Moment>
  );
}

/** A moment in both ways. */
export function ExactTime({ at, className }: TimeProps) {
  const { zone } = usePreferences();
  const exact = useClock((now) => formatExactMoment(at, now, zone));
  const relative = useClock((now) => (isNear(at, now) ? formatRelative(at, now, zone) : ''));
  return (
    <Moment at={at} className={className}>
      {exact}
      {relative === '' ? null : <span className="text-muted"> ({relative})</span>}
    </Moment>
  );
}

/** What `TimeCard` finds and tells more about. */
function Moment({ at, className, children }: TimeProps & { children: ReactNode }) {
  return (
    <time dateTime={at} className={className}>
      {children}
    </time>
  );
}

/** The time between two moments, counting on while `to` is null. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  return to === null ? <Counting from={from} /> : <>{formatDuration(Date.parse(to) - Date.parse(from))}</>;
}

function Counting({ from }: { from: string }) {
  return <>{useClock((now) => formatElapsed(now - Date.parse(from)))}</>;
}
