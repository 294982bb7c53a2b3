import type { TaskDetail } from '@taskhelm/contract';
import { CircleCheck } from 'lucide-react';
import { CopyButton } from '../../components/copy-button.tsx';
import { DownloadButton } from '../../components/download-button.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { ClockTime } from '../../components/time.tsx';
import { describeReceipt } from './describe-receipt.ts';
import { TaskFailure, type FailurePoint } from './task-failure.tsx';

type TaskOutcomeProps = {
  task: TaskDetail;
  /** Where it failed, as far as is known. */
  failedAt: FailurePoint | null;
};

/** What came of the task, above everything else: its result, why it failed, who cancelled it, or why it is not begun. */
export function TaskOutcome({ task, failedAt }: TaskOutcomeProps) {
  if (task.status === 'failed' && task.failure) {
    return <TaskFailure task={task} failure={task.failure} at={failedAt} />;
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
      <section aria-label="Cancel" className="rounded-lg border bg-surface px-3 py-2 text-sm break-words">
        <p>
          Cancelled by {task.cancel.requested_by.name} at <ClockTime at={task.cancel.requested_at} />
          {task.cancel.reason ? `: ${task.cancel.reason}` : '.'}
        </p>
        {describeReceipt(task.cancel, task.agent.name).map((line) => (
          <p key={line} className="text-muted">
            {line}
          </p>
        ))}
      </section>
    );
  }
  if (task.held) {
    return <p className="rounded-lg border bg-surface px-3 py-2 text-sm">{task.held.message}</p>;
  }
  return null;
}
