import type { Task } from '@taskhelm/contract';
import { Ban } from 'lucide-react';
import type { Ref } from 'react';
import { Button } from '../../components/button.tsx';
import type { ConfirmQuestion } from '../../components/confirm-popover.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { useCancelTask } from './task-mutations.ts';

type CancelTaskButtonProps = {
  task: Task;
  size?: 'small' | 'medium';
  buttonRef?: Ref<HTMLButtonElement>;
};

/** Cancels at once what is only queued; asks first where work would be thrown away. */
export function CancelTaskButton({ task, size = 'medium', buttonRef }: CancelTaskButtonProps) {
  const cancel = useCancelTask();
  const run = (reason?: string): void => cancel.mutate({ task, reason });
  if (!task.allowed_actions.includes('cancel')) return null;
  const isQueued = task.status === 'pending';
  const button = (
    <Button
      ref={buttonRef}
      data-cancel
      size={size}
      disabled={cancel.isPending}
      aria-label={size === 'small' ? `Cancel ${task.title}` : undefined}
      aria-keyshortcuts="Shift+C"
      icon={<Ban aria-hidden className="size-3.5" />}
      {...(isQueued ? { onClick: () => run() } : {})}
    >
      {cancel.isPending ? 'Cancelling…' : 'Cancel'}
    </Button>
  );
  if (isQueued) return button;
  return <LazyConfirmPopover trigger={button} {...cancelQuestion(task)} onConfirm={run} />;
}

/** Only what is queued is cancelled without it. */
export const cancelQuestion = ({ agent }: Task): Required<ConfirmQuestion> => ({
  question: 'Cancel this task?',
  detail: `${agent.name} stops at once, and so do the tasks it delegated. This is final.`,
  confirmLabel: 'Cancel task',
  reasonLabel: 'Why (optional)',
});
