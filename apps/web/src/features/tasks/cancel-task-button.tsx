import type { Task } from '@taskhelm/contract';
import { Ban } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { useCancelTask } from './task-mutations.ts';

/** Cancels at once what is only queued; asks first where work would be thrown away. */
export function CancelTaskButton({ task, size = 'medium' }: { task: Task; size?: 'small' | 'medium' }) {
  const cancel = useCancelTask();
  const run = (): void => cancel.mutate(task);
  if (!task.allowed_actions.includes('cancel')) return null;
  const button = (
    <Button
      size={size}
      variant="secondary"
      disabled={cancel.isPending}
      aria-label={size === 'small' ? `Cancel ${task.title}` : undefined}
      icon={<Ban aria-hidden className="size-3.5" />}
    >
      {cancel.isPending ? 'Cancelling…' : 'Cancel'}
    </Button>
  );
  if (task.status === 'pending') {
    return (
      <Button
        size={size}
        disabled={cancel.isPending}
        aria-label={size === 'small' ? `Cancel ${task.title}` : undefined}
        icon={<Ban aria-hidden className="size-3.5" />}
        onClick={run}
      >
        {cancel.isPending ? 'Cancelling…' : 'Cancel'}
      </Button>
    );
  }
  return (
    <LazyConfirmPopover
      trigger={button}
      question="Cancel this task?"
      detail={`${task.agent.name} stops at once, and so do the tasks it delegated. This is final.`}
      confirmLabel="Cancel task"
      onConfirm={run}
    />
  );
}
