import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useMemo, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useNow } from '../../lib/clock.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { eventLogQuery } from './event-queries.ts';
import { placeSpans, timeByKind, timelineSpans, type Placed, type TimelineKind } from './timeline-model.ts';
import { useEarlierEvents } from './use-earlier-events.ts';

const BARS: Record<TimelineKind, string> = {
  queued: 'bg-pending/60',
  model: 'bg-in-progress',
  tool: 'bg-completed',
  waiting: 'bg-hatched border border-needs-input text-needs-input',
  children: 'bg-hatched border border-pending text-pending',
};
const KIND_LABELS: Record<TimelineKind, string> = {
  queued: 'Queued',
  model: 'Model',
  tool: 'Tools',
  waiting: 'Waiting for a person',
  children: 'Waiting for tasks',
};
/** More rows than this say nothing; the newest are drawn. */
const MOST_ROWS = 400;

type TimelineProps = {
  sessionId: string;
  /** A row was followed to its message. */
  onFollow?: () => void;
};

/** Where the time of a task went: all of it in one bar, then a row for each wait, model call and tool call. */
export function Timeline({ sessionId, onFollow }: TimelineProps) {
  const queryClient = useQueryClient();
  const query = useQuery(eventLogQuery(queryClient, sessionId));
  const earlier = useEarlierEvents(sessionId);
  const [foldsWaiting, setFoldsWaiting] = useState(true);
  const spans = useMemo(() => timelineSpans(query.data?.events ?? []), [query.data?.events]);
  const isRunning = spans.some(({ to }) => to === null);
  const now = useNow(isRunning);
  if (!query.data) return query.isError ? <ErrorLine error={query.error} /> : <Skeleton rows={6} />;
  const placed = placeSpans(spans.slice(-MOST_ROWS), now, { foldsWaiting });
  return (
    <div className="space-y-2 p-4 text-sm">
      <label className="flex min-h-6 items-center gap-2 text-xs text-muted coarse:min-h-11">
        <input
          type="checkbox"
          checked={foldsWaiting}
          onChange={(event) => setFoldsWaiting(event.target.checked)}
        />
        Draw waiting short
      </label>
      {query.data.hasEarlier ? (
        <Button size="small" disabled={earlier.isPending} onClick={() => earlier.mutate(0)}>
          {earlier.isPending ? 'Loading…' : 'Load from the beginning'}
        </Button>
      ) : null}
      {spans.length === 0 ? <p className="text-muted">Nothing has happened yet.</p> : null}
      {spans.length > 0 ? (
        <>
          <WholeBar placed={placed} now={now} onFollow={onFollow} />
          <dl aria-label="Time by kind" className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
            {timeByKind(spans, now).map(({ kind, milliseconds }) => (
              <div key={kind} className="flex items-center gap-1.5">
                <dt className="flex items-center gap-1.5 text-muted">
                  <span aria-hidden className={clsx('size-2.5 rounded-sm', BARS[kind])} />
                  {KIND_LABELS[kind]}
                </dt>
                <dd className="tabular-nums">{formatDuration(milliseconds)}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      <ol aria-label="Timeline">
        {placed.map((row) => (
          <TimelineRow
            key={`${row.span.kind}-${row.span.from}-${row.span.seq}`}
            row={row}
            now={now}
            onFollow={onFollow}
          />
        ))}
      </ol>
    </div>
  );
}

type Following = { now: number; onFollow: (() => void) | undefined };

/** For the eye and the mouse; the rows below say the same. */
function WholeBar({ placed, now, onFollow }: Following & { placed: readonly Placed[] }) {
  return (
    <div aria-hidden className="relative h-5 overflow-hidden rounded bg-hover">
      {placed.map(({ span, start, width }) => (
        <Link
          key={`${span.kind}-${span.from}-${span.seq}`}
          to="."
          search
          hash={`m=${span.seq}`}
          replace
          tabIndex={-1}
          title={`${span.name}, ${formatDuration((span.to ?? now) - span.from)}`}
          onClick={onFollow}
          className={clsx(
            'absolute inset-y-0 min-w-0.5 hover:brightness-90',
            span.failed ? 'bg-failed' : BARS[span.kind],
          )}
          style={{ left: `${start * 100}%`, width: `${width * 100}%` }}
        />
      ))}
    </div>
  );
}

function TimelineRow({ row: { span, start, width }, now, onFollow }: Following & { row: Placed }) {
  const duration = formatDuration((span.to ?? now) - span.from);
  return (
    <li>
      <Link
        to="."
        search
        hash={`m=${span.seq}`}
        replace
        onClick={onFollow}
        className="block rounded px-1 py-0.5 hover:bg-hover coarse:py-2"
      >
        <span className="flex items-baseline gap-2 text-xs">
          <span className="mono min-w-0 flex-1 truncate">{span.name}</span>
          {span.failed ? <span className="text-failed">did not finish well</span> : null}
          <span className="text-muted tabular-nums">
            {duration}
            {span.to === null ? ' …' : ''}
          </span>
        </span>
        <span className="relative mt-0.5 block h-1.5 rounded-full bg-hover">
          <span
            className={clsx(
              'absolute inset-y-0 min-w-0.5 rounded-full forced-color-adjust-none',
              span.failed ? 'bg-failed' : BARS[span.kind],
            )}
            style={{ left: `${start * 100}%`, width: `${width * 100}%` }}
          />
        </span>
      </Link>
    </li>
  );
}
