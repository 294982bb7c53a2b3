import { Link } from '@tanstack/react-router';
import { use, type ReactNode } from 'react';
import { MessageAddress } from './message-address.ts';

/** The address of one message: what is behind `#m=` is the number of its event. */
export function Permalink({ seq, children }: { seq: number; children: ReactNode }) {
  const taskId = use(MessageAddress);
  const look = {
    hash: `m=${seq}`,
    title: 'Link to this message',
    className: 'rounded text-xs text-muted tabular-nums hover:text-accent hover:underline coarse:py-3.5',
  };
  return taskId === null ? (
    <Link to="." search replace {...look}>
      {children}
    </Link>
  ) : (
    <Link to="/tasks/$id" params={{ id: taskId }} {...look}>
      {children}
    </Link>
  );
}
