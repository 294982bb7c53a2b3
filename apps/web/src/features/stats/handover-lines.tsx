import type { Failures, InboxItem, Task } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { RelativeTime } from '../../components/time.tsx';
import { plural } from '../../lib/format-number.ts';
import { describeReply } from '../../lib/describe-reply.ts';
import { NewMark } from './failures-panel.tsx';
import { finishedView, type Span } from './task-links.ts';
import { TaskNumber } from './task-number.tsx';

/** It opens the request in the inbox, to be answered there. */
export function WaitingLine({ item }: { item: InboxItem }) {
  return (
    <Line
      link={
        <Link to="/inbox" search={{ item: item.call_id }} className={LINK}>
          <span className="truncate">{item.title}</span>
        </Link>
      }
      about={`${item.task.agent.name} · ${item.task.title}`}
      at={item.asked_at}
    />
  );
}

export function AnsweredLine({ item }: { item: InboxItem }) {
  return (
    <Line
      link={<TaskTitle id={item.task.id} title={item.title} />}
      about={`${item.answered_by?.name ?? 'Somebody'} ${describeReply(item)}`}
      at={item.answered_at}
    />
  );
}

export function CompletedLine({ task }: { task: Task }) {
  return (
    <Line
      link={<TaskTitle id={task.id} title={task.title} />}
      about={task.agent.name}
      at={task.finished_at}
    />
  );
}

export function FailureLine({ failure, span }: { failure: Failures['data'][number]; span: Span }) {
  const { code, count, is_new, message, task_id, agents, last_at } = failure;
  return (
    <Line
      link={
        <span className="flex min-w-0 items-center gap-2">
          <TaskNumber
            view={finishedView({ span, status: ['failed'], failureCode: code })}
            word="failed so"
            className="min-w-0 gap-2"
          >
            <code className="mono min-w-0 truncate font-medium">{code}</code>
            <span className="shrink-0">{plural(count, 'task')}</span>
          </TaskNumber>
          {is_new ? <NewMark /> : null}
        </span>
      }
      about={
        <Link
          to="/tasks/$id"
          params={{ id: task_id }}
          className="flex min-h-6 min-w-0 items-center hover:underline coarse:min-h-11"
        >
          <span className="truncate">
            {agents.join(', ')} · {message === '' ? 'the newest' : message}
          </span>
        </Link>
      }
      at={last_at}
    />
  );
}

const LINK = 'flex min-h-6 min-w-0 max-w-full items-center font-medium hover:underline coarse:min-h-11';

function TaskTitle({ id, title }: { id: string; title: string }) {
  return (
    <Link to="/tasks/$id" params={{ id }} className={LINK}>
      <span className="truncate">{title}</span>
    </Link>
  );
}

type LineProps = { link: ReactNode; about: ReactNode; at: ComponentProps<typeof RelativeTime>['at'] | null };

function Line({ link, about, at }: LineProps) {
  return (
    <li className="border-b px-4 py-1.5 md:px-6">
      <div className="flex items-center justify-between gap-3">
        <div className="min-w-0">{link}</div>
        {at ? <RelativeTime at={at} className="shrink-0 text-xs text-muted tabular-nums" /> : null}
      </div>
      {typeof about === 'string' ? (
        <p className="min-h-6 truncate text-sm/6 text-muted coarse:-mt-2.5">{about}</p>
      ) : (
        <p className="text-sm text-muted">{about}</p>
      )}
    </li>
  );
}
