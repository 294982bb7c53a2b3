import { TASK_STATUSES, type StatusCounts, type TaskStatus } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { STATUS_LABELS, StatusIcon } from '../../components/status-badge.tsx';
import { formatCount } from '../../lib/format-number.ts';
import { countGrowth } from './patch-page.ts';

type StatusChipsProps = {
  chosen: readonly TaskStatus[];
  /** How many there are now, and were when the list was read; undefined while that is not known. */
  counts: { now: StatusCounts; first: StatusCounts } | undefined;
  onChange: (chosen: TaskStatus[]) => void;
};

/** Each status as a button that filters, with how many there are and how many came since the list was read. */
export function StatusChips({ chosen, counts, onChange }: StatusChipsProps) {
  const grown = counts ? countGrowth(counts.first, counts.now) : {};
  return (
    <div role="group" aria-label="Status" className="flex gap-1">
      {TASK_STATUSES.map((status, index) => (
        <button
          key={status}
          type="button"
          aria-pressed={chosen.includes(status)}
          aria-keyshortcuts={String(index + 1)}
          onClick={() => onChange(toggled(chosen, status))}
          className={clsx(
            'relative inline-flex h-7 shrink-0 items-center gap-1 rounded-full border px-2.5 text-xs font-medium whitespace-nowrap tabular-nums coarse:h-11 coarse:px-3.5',
            chosen.includes(status)
              ? 'border-accent bg-accent-tint text-accent'
              : 'border-control/50 text-muted hover:bg-hover hover:text-text',
          )}
        >
          <StatusIcon
            status={status}
            className={clsx('size-3.5', status === 'in_progress' && '!animate-none')}
          />
          {STATUS_LABELS[status]}
          <span
            className="min-w-3.5 text-left"
            style={{ minWidth: counts && roomFor(counts.first.by_status[status]) }}
          >
            {counts ? formatCount(counts.now.by_status[status]) : null}
            {counts?.now.capped.includes(status) ? '+' : null}
          </span>
          {grown[status] ? (
            <span className="absolute -top-1 -right-1 rounded-full bg-accent px-1 text-[0.625rem] leading-3.5 text-accent-text">
              +{formatCount(grown[status])}
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}

/** A count that grows by a digit moves no chip. */
const roomFor = (count: number): string => `${formatCount(count).length + 1}ch`;

export function toggled(chosen: readonly TaskStatus[], status: TaskStatus): TaskStatus[] {
  return chosen.includes(status) ? chosen.filter((other) => other !== status) : [...chosen, status];
}
