import type { TaskDetail } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { SOURCE_LABELS } from '../../components/source-label.tsx';
import { Elapsed, RelativeTime } from '../../components/time.tsx';
import { useClock } from '../../lib/clock.ts';
import { formatCompact, formatCost, plural } from '../../lib/format-number.ts';

/**
 * Where a task comes from, how long it takes, what it used and which tasks belong to it, in one line. While it runs, what
 * changes has room for that, or is the last.
 */
export function TaskFacts({ task }: { task: TaskDetail }) {
  const { cost_microusd: cost } = task.usage;
  const tokens = task.usage.input_tokens + task.usage.output_tokens;
  const room = (width: string): string | undefined => (task.status === 'in_progress' ? width : undefined);
  return (
    <p className="dotted mt-1 text-sm text-muted tabular-nums">
      <span>{task.agent.name}</span>
      <span>
        {SOURCE_LABELS[task.source]} by {task.created_by.name}
      </span>
      <span className={room('min-w-[16ch]')}>
        created <RelativeTime at={task.created_at} />
      </span>
      {task.status === 'pending' && task.start_at ? <Start at={task.start_at} /> : null}
      <Course task={task} />
      {task.usage.steps > 0 ? (
        <span className={room('min-w-[9ch]')}>{plural(task.usage.steps, 'step')}</span>
      ) : null}
      {tokens > 0 ? <span className={room('min-w-[13ch]')}>{formatCompact(tokens)} tokens</span> : null}
      {cost ? <span>{formatCost(cost)}</span> : null}
      {task.parent_task_id ? (
        <span>
          delegated by{' '}
          <Link to="/tasks/$id" params={{ id: task.parent_task_id }} className={LINK}>
            another task
          </Link>
        </span>
      ) : null}
      {task.children.total > 0 ? (
        <span>
          <Link to="/tasks" search={{ parent: [task.id] }} className={LINK}>
            {plural(task.children.total, 'delegated task')}
          </Link>
        </span>
      ) : null}
      {task.waiting_since ? (
        <span className="text-needs-input">
          waiting for <Elapsed from={task.waiting_since} to={null} />
        </span>
      ) : null}
    </p>
  );
}

function Start({ at }: { at: string }) {
  const isOver = useClock((now) => Number(Date.parse(at) <= now));
  if (isOver) return null;
  return (
    <span>
      starts <RelativeTime at={at} />
    </span>
  );
}

const LINK = 'inline-flex min-h-6 items-center text-accent hover:underline coarse:min-h-11';

/** How long it took or has been running; where it does not run, since when it is under way. */
function Course({ task: { started_at, finished_at, status, health } }: { task: TaskDetail }) {
  if (!started_at) return null;
  if (finished_at || status === 'in_progress') {
    return (
      <span className={finished_at ? undefined : 'min-w-[18ch]'}>
        {finished_at ? 'took' : 'running for'} <Elapsed from={started_at} to={finished_at} />
      </span>
    );
  }
  return (
    <>
      {health?.state === 'waiting_on_child' ? <span>waits for a delegated task</span> : null}
      <span>
        begun <RelativeTime at={started_at} />
      </span>
    </>
  );
}
