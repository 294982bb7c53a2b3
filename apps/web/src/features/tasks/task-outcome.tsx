import type { TaskDetail } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX } from 'lucide-react';
import { CopyButton } from '../../components/copy-button.tsx';
import { DownloadButton } from '../../components/download-button.tsx';
import { Markdown } from '../../components/markdown.tsx';

type TaskOutcomeProps = {
  task: TaskDetail;
  /** The event at which it failed. */
  failedAt: number | null;
};

/** What came of the task, above everything else: its result, why it failed, who cancelled it, or why it is not begun. */
export function TaskOutcome({ task, failedAt }: TaskOutcomeProps) {
  if (task.status === 'failed' && task.failure) {
    return (
      <section aria-label="Failure" className="rounded-lg border border-failed/40 bg-failed-tint p-3">
        <h2 className="flex items-center gap-1.5 text-sm font-semibold text-failed">
          <CircleX aria-hidden className="size-4" />
          Failed
          <code className="mono font-normal">{task.failure.code}</code>
          <span className="ml-auto">
            <CopyButton text={`${task.failure.code}: ${task.failure.message}`} label="Copy failure" />
          </span>
        </h2>
        <p className="mt-1 break-words whitespace-pre-wrap">{task.failure.message}</p>
        {failedAt === null ? null : (
          <Link
            to="."
            search
            hash={`m=${failedAt}`}
            replace
            className="mt-1 inline-block text-sm text-accent hover:underline coarse:py-2"
          >
            Show where it failed
          </Link>
        )}
      </section>
    );
  }
  if (task.status === 'completed' && task.result !== null) {
    return (
      <section aria-label="Result" className="rounded-lg border border-completed/40 bg-bg">
        <h2 className="flex items-center gap-1.5 rounded-t-lg bg-completed-tint px-3 py-1 text-sm font-semibold text-completed">
          <CircleCheck aria-hidden className="size-4" />
          Result
          <span className="ml-auto">
            <CopyButton text={task.result} label="Copy result" />
            <DownloadButton text={task.result} fileName={`result-${task.id}.md`} label="Download result" />
          </span>
        </h2>
        <div className="p-3">
          {task.result.trim() === '' ? (
            <p className="text-muted">The result is empty.</p>
          ) : (
            <Markdown text={task.result} />
          )}
        </div>
      </section>
    );
  }
  if (task.status === 'cancelled' && task.cancel) {
    return (
      <p className="rounded-lg border bg-surface px-3 py-2 text-sm">
        Cancelled by {task.cancel.requested_by.name}
        {task.cancel.reason ? `: ${task.cancel.reason}` : '.'}
      </p>
    );
  }
  if (task.held) {
    return <p className="rounded-lg border bg-surface px-3 py-2 text-sm">{task.held.message}</p>;
  }
  return null;
}
