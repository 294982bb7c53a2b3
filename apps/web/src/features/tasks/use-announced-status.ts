import type { TaskDetail } from '@taskhelm/contract';
import { useEffect, useEffectEvent, useRef } from 'react';
import { STATUS_LABELS } from '../../components/status-badge.tsx';
import { announce } from '../../lib/announce.ts';

/** Says each change of the open task's status once; a question at once. */
export function useAnnouncedStatus(task: TaskDetail): void {
  const { status } = task;
  const known = useRef(status);
  const tell = useEffectEvent(() =>
    announce(describe(task), status === 'needs_input' ? 'assertive' : 'polite'),
  );
  useEffect(() => {
    if (known.current === status) return;
    known.current = status;
    tell();
  }, [status]);
}

function describe({ status, pending_input, failure }: TaskDetail): string {
  if (status === 'needs_input' && pending_input) return `This task needs input: ${pending_input.title}`;
  if (status === 'failed' && failure) return `This task failed: ${failure.message}`;
  return `This task is now ${STATUS_LABELS[status].toLowerCase()}`;
}
