import { TASK_STATUSES, type StatusCounts, type TaskStatus } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { useEffect, useRef } from 'react';
import { STATUS_LABELS, StatusIcon } from '../../components/status-badge.tsx';
import { formatCount } from '../../lib/format-number.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { usePhoneLayout } from '../../lib/use-media-query.ts';
import { countGrowth } from './patch-page.ts';

type StatusChipsProps = {
  chosen: readonly TaskStatus[];
  /** How many there are now, and were when the list was read; undefined while that is not known. */
  counts: { now: StatusCounts; first: StatusCounts } | undefined;
  onChange: (chosen: TaskStatus[]) => void;
};

/** Each status as a button that filters, with how many there are and how many came since the list was read. */
export function StatusChips({ chosen, counts, onChange }: StatusChipsProps) {
  const row = useRef<HTMLDivElement>(null);
  const isKnown = counts !== undefined;
  const isPhone = usePhoneLayout();
  useEffect(() => {
    // Only there do they lie in a strip.
    if (isPhone) showChosen(row.current);
  }, [isPhone, chosen, isKnown]);
  const grown = counts ? countGrowth(counts.first, counts.now) : {};
  const shortcut = useShortcuts();
  return (
    <div
      ref={row}
      role="group"
      aria-label="Status"
      className="flex gap-1 max-md:-mx-4 max-md:w-[calc(100%+2rem)] max-md:overflow-x-auto max-md:px-4 max-md:py-1"
    >
      {TASK_STATUSES.map((status, index) => (
        <button
          key={status}
          type="button"
          aria-pressed={chosen.includes(status)}
          aria-keyshortcuts={shortcut(String(index + 1))}
          onClick={() => onChange(toggled(chosen, status))}
          className={clsx(
            'relative inline-flex h-7 shrink-0 items-center gap-1 rounded-full border px-2 text-xs font-medium whitespace-nowrap tabular-nums coarse:h-11 coarse:px-3.5',
            chosen.includes(status)
              ? 'border-accent bg-accent-tint text-accent'
              : 'border-control/50 text-muted hover:bg-hover hover:text-text',
          )}
        >
          <StatusIcon
            status={status}
            className={clsx(
              'size-3.5 min-[90rem]:max-2xl:hidden',
              status === 'in_progress' && '!animate-none',
            )}
          />
          {STATUS_LABELS[status]}
          <span
            className="min-w-[3ch] text-left"
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

/** A count that grows by a digit moves no chip; nor does a small one that has just become known. */
const roomFor = (count: number): string => `${Math.max(3, formatCount(count).length + 1)}ch`;

/** Where the row is wider than the page, one of those that are chosen is to be seen. */
function showChosen(row: HTMLElement | null): void {
  if (!row) return;
  const { left, right } = row.getBoundingClientRect();
  const chosen = [...row.querySelectorAll('[aria-pressed="true"]')].map((chip) =>
    chip.getBoundingClientRect(),
  );
  const first = chosen[0];
  if (first && !chosen.some((chip) => chip.left >= left && chip.right <= right))
    row.scrollBy({ left: (first.left + first.right - left - right) / 2 });
}

export function toggled(chosen: readonly TaskStatus[], status: TaskStatus): TaskStatus[] {
  return chosen.includes(status) ? chosen.filter((other) => other !== status) : [...chosen, status];
}
