import type { TriggerPreview } from '@taskhelm/contract';
import { ApiError } from '../../lib/api-client.ts';

/** In words and moments. What is wrong with the schedule stands at its fields. */
export function SchedulePreview({
  shown,
  error,
}: {
  shown: TriggerPreview | undefined;
  error: Error | null;
}) {
  return (
    <div
      role="status"
      aria-label="Preview of the schedule"
      className="min-h-36 rounded-md bg-surface px-3 py-2 text-sm"
    >
      {error ? (
        <p className="text-failed">
          {error instanceof ApiError && error.details.length > 0
            ? 'This would never run: see what is wrong above.'
            : error.message}
        </p>
      ) : shown ? (
        <>
          <p className="font-medium">
            {shown.text} <span className="font-normal text-muted">({shown.time_zone})</span>
          </p>
          <ol className="mt-1 text-muted tabular-nums">
            {shown.next.map(({ at, local }, index) => (
              <li key={at}>
                <time dateTime={at}>{formatLocal(local)}</time>
                {index > 0 && offsetOf(local) !== offsetOf(shown.next[index - 1]?.local ?? '')
                  ? ' · after the clocks changed'
                  : null}
              </li>
            ))}
          </ol>
          <p className="mt-1 text-xs text-muted">
            When clocks go forward, a fixed time that is left out runs right after the gap; when they go back,
            one that comes twice runs once.
          </p>
        </>
      ) : null}
    </div>
  );
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** `Mon, 30 Nov 2026, 09:00 +01:00`: the clocks of the schedule's zone, not of this browser. */
function formatLocal(local: string): string {
  return `${dayFormat.format(new Date(`${local.slice(0, 10)}T00:00:00Z`))}, ${local.slice(11, 16)} ${offsetOf(local)}`;
}

const offsetOf = (local: string): string => local.slice(19);
