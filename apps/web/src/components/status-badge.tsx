import type { TaskStatus } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { Ban, CircleCheck, CircleDashed, CircleX, LoaderCircle, MessageCircleQuestion } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

export const STATUS_LABELS: Record<TaskStatus, string> = {
  pending: 'Queued',
  in_progress: 'Running',
  needs_input: 'Needs input',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

const ICONS = {
  pending: CircleDashed,
  in_progress: LoaderCircle,
  needs_input: MessageCircleQuestion,
  completed: CircleCheck,
  failed: CircleX,
  cancelled: Ban,
} as const;

const COLOURS: Record<TaskStatus, string> = {
  pending: 'text-pending bg-pending-tint',
  in_progress: 'text-in-progress bg-in-progress-tint',
  needs_input: 'bg-needs-input text-bg font-semibold',
  completed: 'text-completed bg-completed-tint',
  failed: 'text-failed bg-failed-tint',
  cancelled: 'text-cancelled bg-cancelled-tint',
};

/** A status as icon, word and colour. It lights up once when the status changes. */
export function StatusBadge({ status, className }: { status: TaskStatus; className?: string }) {
  const changed = useChanged(status);
  return (
    <span
      key={status}
      className={clsx(
        'inline-flex h-[22px] shrink-0 items-center gap-1 rounded-full pr-2 pl-1.5 text-xs font-medium whitespace-nowrap',
        COLOURS[status],
        changed && 'animate-flash',
        className,
      )}
    >
      <StatusIcon status={status} className="size-3.5" />
      {STATUS_LABELS[status]}
    </span>
  );
}

export function StatusIcon({ status, className }: { status: TaskStatus; className?: string }) {
  const Icon = ICONS[status];
  return <Icon aria-hidden className={clsx(className, status === 'in_progress' && 'animate-turn')} />;
}

function useChanged(status: TaskStatus): boolean {
  const before = useRef(status);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (before.current !== status) setChanged(true);
    before.current = status;
  }, [status]);
  return changed;
}
