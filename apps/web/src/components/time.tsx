import { useNow } from '../lib/clock.ts';
import { formatAbsolute, formatClock, formatDuration, formatRelative } from '../lib/format-time.ts';

/** A moment as people say it; the exact time is its tooltip. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow(10_000);
  return (
    <time dateTime={at} title={formatAbsolute(at)} className={className}>
      {formatRelative(at, now)}
    </time>
  );
}

export function ClockTime({ at, className }: { at: string; className?: string }) {
  return (
    <time dateTime={at} title={formatAbsolute(at)} className={className}>
      {formatClock(at)}
    </time>
  );
}

/** The time between two moments, counting on while `to` is null. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  return to === null ? <Counting from={from} /> : <>{formatDuration(Date.parse(to) - Date.parse(from))}</>;
}

function Counting({ from }: { from: string }) {
  const now = useNow(1_000);
  const elapsed = Math.max(0, now - Date.parse(from));
  return (
    <>
      {elapsed < 1_000
        ? '0s'
        : formatDuration(elapsed < 10_000 ? Math.floor(elapsed / 1_000) * 1_000 : elapsed).replace(
            '.0s',
            's',
          )}
    </>
  );
}
