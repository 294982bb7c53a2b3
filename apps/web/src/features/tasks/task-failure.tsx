import type { TaskDetail } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { CircleX } from 'lucide-react';
import { CopyButton } from '../../components/copy-button.tsx';
import { adviceFor } from './failure-advice.ts';

/** The last error before a failure: its event, and what failed with which message where that is a tool. */
export type FailurePoint = { seq: number; call: { name: string; message: string } | null };

type TaskFailureProps = {
  task: TaskDetail;
  failure: { code: string; message: string };
  at: FailurePoint | null;
};

/** Why a task failed, what went wrong before that, and what to do. */
export function TaskFailure({ task, failure: { code, message }, at }: TaskFailureProps) {
  const advice = adviceFor(code);
  const call = at?.call && at.call.message !== message ? at.call : null;
  return (
    <section aria-label="Failure" className="rounded-lg border border-failed/40 bg-failed-tint p-3">
      <h2 className="flex items-center gap-1.5 text-sm font-semibold text-failed">
        <CircleX aria-hidden className="size-4" />
        Failed
        <code className="mono font-normal">{code}</code>
        <span className="ml-auto">
          <CopyButton text={`${code}: ${message}`} label="Copy failure" />
        </span>
      </h2>
      <p className="mt-1 max-h-40 overflow-y-auto break-words whitespace-pre-wrap">{message}</p>
      {call ? (
        <p className="mt-1 line-clamp-3 text-sm break-words">
          The last call that failed before it: <code className="mono font-medium">{call.name}</code>{' '}
          {call.message}
        </p>
      ) : null}
      <p className="mt-2 text-sm">{advice.text}</p>
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm">
        {at === null ? null : (
          <Link to="." search hash={`m=${at.seq}`} replace className={LINK}>
            Show where it failed
          </Link>
        )}
        {task.allowed_actions.includes('retry') ? (
          <Link to="/tasks/new" search={{ from: task.id }} className={LINK}>
            Run again with changes…
          </Link>
        ) : null}
        {advice.look === 'models' ? (
          <Link to="/settings/models" className={LINK}>
            Models
          </Link>
        ) : null}
        {advice.look === 'agent' ? (
          <Link to="/agents/$name" params={{ name: task.agent.name }} className={LINK}>
            Agent {task.agent.name}
          </Link>
        ) : null}
      </p>
    </section>
  );
}

const LINK = 'inline-flex min-h-6 items-center text-accent hover:underline coarse:min-h-11';
