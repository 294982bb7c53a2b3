import { clsx } from 'clsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { plural } from '../../lib/format-number.ts';
import { AnsweredLine, CompletedLine, FailureLine, WaitingLine } from './handover-lines.tsx';
import { HandoverSection } from './handover-section.tsx';
import { newReasonsFirst } from './handover.ts';
import { finishedView } from './task-links.ts';
import { TaskNumber } from './task-number.tsx';
import type { useHandover } from './use-handover.ts';

/** What the next shift has to do, then what became of the tasks since. */
export function HandoverView({ state }: { state: ReturnType<typeof useHandover> }) {
  const { handover, error, isPlaceholder, updatedAt, retry } = state;
  if (!handover) {
    return error ? (
      <ErrorBlock what="The handover could not be read" error={error} onRetry={retry} />
    ) : (
      <Skeleton rows={8} />
    );
  }
  const span = { from: handover.since, to: handover.until };
  const { waiting, answered, completed, failures } = handover;
  return (
    <>
      {error ? <StaleBanner since={updatedAt} onRetry={retry} /> : null}
      <div className={clsx('mx-auto w-full max-w-4xl', isPlaceholder && 'opacity-60')}>
        <HandoverSection
          title="Waiting for a person"
          isInbox
          total={waiting.total}
          rest={waiting.total - waiting.rows.length}
        >
          {waiting.rows.map((item) => (
            <WaitingLine key={item.call_id} item={item} />
          ))}
        </HandoverSection>
        <HandoverSection
          title="Failed"
          total={handover.failed}
          view={finishedView({ span, status: ['failed'] })}
          rest={0}
        >
          {newReasonsFirst(failures).map((failure) => (
            <FailureLine key={failure.code} failure={failure} span={span} />
          ))}
        </HandoverSection>
        <HandoverSection title="Answered" total={answered.total} rest={answered.total - answered.rows.length}>
          {answered.rows.map((item) => (
            <AnsweredLine key={item.call_id} item={item} />
          ))}
        </HandoverSection>
        <HandoverSection
          title="Completed"
          total={completed.total}
          view={finishedView({ span, status: ['completed'] })}
          rest={completed.total - completed.rows.length}
        >
          {completed.rows.map((task) => (
            <CompletedLine key={task.id} task={task} />
          ))}
        </HandoverSection>
        {handover.cancelled > 0 ? (
          <p className="px-4 py-3 text-sm md:px-6">
            <TaskNumber view={finishedView({ span, status: ['cancelled'] })} word="in this time">
              {plural(handover.cancelled, 'task')} cancelled
            </TaskNumber>
          </p>
        ) : null}
      </div>
    </>
  );
}
