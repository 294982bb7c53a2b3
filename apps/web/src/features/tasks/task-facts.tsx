import type { TaskDetail } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { SOURCE_LABELS } from '../../components/source-label.tsx';
import { Elapsed, RelativeTime } from '../../components/time.tsx';
import { formatCompact, formatCost, plural } from '../../lib/format-number.ts';

/** Where a task comes from, how long it takes, what it used and which tasks belong to it, in one line. */
export function TaskFacts({ task }: { task: TaskDetail }) {
  const { cost_microusd: cost } = task.usage;
  const tokens = task.usage.input_tokens + task.usage.output_tokens;
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-sm text-muted tabular-nums [&>*+*]:before:mr-1.5 [&>*+*]:before:content-['·']">
      <span>{task.agent.name}</span>
      <span>
        {SOURCE_LABELS[task.source]} by {task.created_by.name}
      </span>
      <span>
        created <RelativeTime at={task.created_at} />
      </span>
      <Course task={task} />
      {task.waiting_since ? (
        <span className="text-needs-input">
          waiting for <Elapsed from={task.waiting_since} to={null} />
        </span>
      ) : null}
      {task.usage.steps > 0 ? <span>{plural(task.usage.steps, 'step')}</span> : null}
      {tokens > 0 ? <span>{formatCompact(tokens)} tokens</span> : null}
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
    </p>
  );
}

const LINK = 'inline-flex min-h-6 items-center text-accent hover:underline coarse:min-h-11';

/** How long it took or has been running; where it does not run, since when it is under way. */
function Course({ task: { started_at, finished_at, status, health } }: { task: TaskDetail }) {
  if (!started_at) return null;
  if (finished_at || status === 'in_progress') {
    return (
      <span>
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
