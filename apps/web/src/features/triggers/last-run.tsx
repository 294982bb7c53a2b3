import type { DeliveryOutcome, Trigger } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { StatusBadge } from '../../components/status-badge.tsx';
import { RelativeTime } from '../../components/time.tsx';

export const OUTCOME_LABELS: Record<DeliveryOutcome, string> = {
  accepted: 'Accepted',
  duplicate: 'Duplicate',
  refused: 'Refused',
  skipped: 'Skipped',
};

/** What came of the last fire, with the way to its task. */
export function LastRun({ run }: { run: Trigger['last_run'] }) {
  if (!run) return <span className="text-muted">Never</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {run.task ? (
        <Link
          to="/tasks/$id"
          params={{ id: run.task.id }}
          className="relative inline-flex items-center rounded-full coarse:py-3"
        >
          <StatusBadge status={run.task.status} />
          <span className="sr-only">, task of the last run</span>
        </Link>
      ) : (
        <span
          className={run.outcome === 'refused' ? 'text-failed' : 'text-muted'}
          title={run.reason ?? undefined}
        >
          {OUTCOME_LABELS[run.outcome]}
        </span>
      )}
      <RelativeTime at={run.at} className="text-muted" />
    </span>
  );
}
