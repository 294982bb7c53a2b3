import type { Failures } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RelativeTime } from '../../components/time.tsx';
import { formatCount } from '../../lib/format-number.ts';
import { Panel } from './chart-panel.tsx';
import type { StatsScope } from './overview-search.ts';
import { statsQueries } from './stats-queries.ts';
import { finishedView } from './task-links.ts';
import { TaskNumber } from './task-number.tsx';

type Failure = Failures['data'][number];

/** Why tasks failed, the most frequent reason first. */
export function FailuresPanel({ scope }: { scope: StatsScope }) {
  const { data, error, isPlaceholderData } = useQuery(statsQueries.failures(scope));
  const most = Math.max(1, ...(data?.data ?? []).map(({ count }) => count));
  return (
    <Panel
      title="Failures by code"
      query={{ error, isPlaceholderData, hasData: data !== undefined }}
      aside={
        data && data.total > 0 ? (
          <TaskNumber
            view={finishedView({ span: data, status: ['failed'], agent: scope.agent })}
            word="have a reason"
            className="text-sm text-accent"
          >
            All {formatCount(data.total)}
          </TaskNumber>
        ) : null
      }
    >
      {data?.data.length === 0 ? (
        <p className="py-6 text-sm text-muted">Nothing failed in this time.</p>
      ) : null}
      <ul className="min-h-40">
        {data?.data.map((failure) => (
          <FailureRow key={failure.code} failure={failure} most={most} span={data} agent={scope.agent} />
        ))}
      </ul>
    </Panel>
  );
}

type FailureRowProps = {
  failure: Failure;
  /** The count that a bar of the whole width stands for. */
  most: number;
  span: Pick<Failures, 'from' | 'to'>;
  agent: string[] | undefined;
};

function FailureRow({ failure, most, span, agent }: FailureRowProps) {
  const { code, count, first_at, last_at, task_id, message, is_new, agents } = failure;
  return (
    <li className="border-t py-2 first:border-t-0">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <TaskNumber
          view={finishedView({ span, status: ['failed'], agent, failureCode: code })}
          word="tasks failed so"
          className="max-w-full gap-2"
        >
          <code className="mono min-w-0 font-medium break-words">{code}</code>
          <span>{formatCount(count)}</span>
        </TaskNumber>
        {is_new ? <NewMark /> : null}
        <span className="ml-auto text-xs text-muted">
          {agents.join(', ')} · {count > 1 ? 'first ' : null}
          <RelativeTime at={first_at} />
          {count > 1 ? (
            <>
              , last <RelativeTime at={last_at} />
            </>
          ) : null}
        </span>
      </div>
      <div aria-hidden className="my-1 h-1 rounded-full bg-hover">
        <div className="h-1 rounded-full bg-failed" style={{ width: `${(count / most) * 100}%` }} />
      </div>
      <Link
        to="/tasks/$id"
        params={{ id: task_id }}
        title={message}
        className="inline-flex min-h-6 max-w-full items-center text-sm text-failed hover:underline coarse:min-h-11 coarse:min-w-11"
      >
        <span className="truncate">{message === '' ? 'The newest' : message}</span>
      </Link>
    </li>
  );
}

/** No task had failed so before this time. */
export function NewMark() {
  return (
    <span
      title="No task had failed with this code before this time"
      className="rounded-full bg-failed-tint px-1.5 text-xs font-medium text-failed"
    >
      new
    </span>
  );
}
