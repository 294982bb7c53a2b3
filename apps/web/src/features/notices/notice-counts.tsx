import { WEBHOOK_DELIVERY_STATES, type Webhook } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { RelativeTime } from '../../components/time.tsx';
import { formatCount, plural } from '../../lib/format-number.ts';

const LINK = 'inline-flex min-h-6 items-center hover:text-text hover:underline coarse:min-h-11';

/** How many notices are where. Each number leads to them. */
export function NoticeCounts({ notice }: { notice: Webhook }) {
  const { id, counts, last_delivered_at: last } = notice;
  const words = {
    pending: `${formatCount(counts.pending)} pending`,
    delivered: `${formatCount(counts.delivered)} delivered`,
    dead: plural(counts.dead, 'dead letter'),
  };
  return (
    <p className="flex flex-wrap items-center gap-x-4 text-sm text-muted tabular-nums">
      {WEBHOOK_DELIVERY_STATES.map((state) =>
        counts[state] === 0 ? (
          <span key={state} className="inline-flex min-h-6 items-center">
            {words[state]}
          </span>
        ) : (
          <Link
            key={state}
            to="/settings/notices/$id"
            params={{ id }}
            search={{ state }}
            className={clsx(LINK, state === 'dead' && 'font-medium text-failed hover:text-failed')}
          >
            {words[state]}
          </Link>
        ),
      )}
      <span className="inline-flex min-h-6 items-center">
        {last ? (
          <span>
            last delivered <RelativeTime at={last} />
          </span>
        ) : (
          'nothing delivered yet'
        )}
      </span>
    </p>
  );
}
