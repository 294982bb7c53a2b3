import { TASK_STATUSES, type TaskDetail } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { SourceLabel } from '../../components/source-label.tsx';
import { STATUS_LABELS, StatusBadge } from '../../components/status-badge.tsx';
import { ClockTime, Elapsed, RelativeTime } from '../../components/time.tsx';
import { formatCost, formatCount } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { taskQueries } from './task-queries.ts';

/** Everything about a task that is not its conversation. */
export function TaskInspector({ task }: { task: TaskDetail }) {
  return (
    <div className="space-y-5 p-4 text-sm">
      <Group title="Task">
        <IdRow name="Task" id={task.id} />
        <IdRow name="Session" id={task.session_id} />
        <Row name="Agent">{task.agent.name}</Row>
        <Row name="Source">
          <SourceLabel source={task.source} />
        </Row>
        {task.trigger ? (
          <Row name="Trigger">
            <Link
              to="/triggers/$id"
              params={{ id: task.trigger.id }}
              className="min-w-0 truncate text-accent hover:underline coarse:py-3"
            >
              {task.trigger.name}
            </Link>
          </Row>
        ) : null}
        <Row name="Created by">{task.created_by.name}</Row>
        <Row name="Priority">{capital(task.priority)}</Row>
        {task.labels.length > 0 ? (
          <Row name="Labels">
            <span className="flex flex-wrap gap-1">
              {task.labels.map((label) => (
                <span key={label} className="rounded bg-hover px-1.5 text-xs leading-5">
                  {label}
                </span>
              ))}
            </span>
          </Row>
        ) : null}
        {task.parent_task_id ? (
          <Row name="Parent">
            <TaskLink id={task.parent_task_id}>Open parent task</TaskLink>
          </Row>
        ) : null}
        {task.retry_of ? (
          <Row name="Runs again">
            <TaskLink id={task.retry_of}>Open earlier task</TaskLink>
          </Row>
        ) : null}
      </Group>
      <Group title="Time">
        <TimeRow name="Created" at={task.created_at} />
        {task.start_at ? <TimeRow name="Starts at" at={task.start_at} /> : null}
        {task.started_at ? <TimeRow name="Started" at={task.started_at} /> : null}
        {task.finished_at ? <TimeRow name="Finished" at={task.finished_at} /> : null}
        {task.deadline_at ? <TimeRow name="Deadline" at={task.deadline_at} /> : null}
        {task.started_at ? (
          <Row name="Duration">
            <Elapsed from={task.started_at} to={task.finished_at} />
          </Row>
        ) : null}
        <Row name="Queued">{formatDuration(task.timing.queued_ms)}</Row>
        <Row name="In the model">{formatDuration(task.timing.model_ms)}</Row>
        <Row name="In tools">{formatDuration(task.timing.tool_ms)}</Row>
        <Row name="Waiting">{formatDuration(task.timing.waiting_ms)}</Row>
      </Group>
      <Group title="Use">
        <Row name="Steps">{formatCount(task.usage.steps)}</Row>
        <Row name="Tokens in">{formatCount(task.usage.input_tokens)}</Row>
        <Row name="Tokens out">{formatCount(task.usage.output_tokens)}</Row>
        {task.usage.cost_microusd === null ? null : (
          <Row name="Cost">{formatCost(task.usage.cost_microusd)}</Row>
        )}
        {task.limits.max_steps ? <Row name="Step limit">{formatCount(task.limits.max_steps)}</Row> : null}
        {task.limits.timeout_ms ? (
          <Row name="Time limit">{formatDuration(task.limits.timeout_ms)}</Row>
        ) : null}
        {task.limits.max_cost_microusd === undefined ? null : (
          <Row name="Cost limit">{formatCost(task.limits.max_cost_microusd)}</Row>
        )}
      </Group>
      {task.children.total > 0 ? <Children task={task} /> : null}
      {Object.keys(task.metadata).length > 0 ? (
        <section>
          <h2 className="mb-1.5 text-xs font-medium text-muted">Metadata</h2>
          <JsonView value={task.metadata} label="Metadata" />
        </section>
      ) : null}
    </div>
  );
}

function Children({ task }: { task: TaskDetail }) {
  // Read again whenever a child has moved on.
  const moves = TASK_STATUSES.map((status) => task.children.by_status[status] ?? 0).join();
  const query = useQuery(taskQueries.children(task.id, moves));
  return (
    <section>
      <h2 className="mb-1.5 text-xs font-medium text-muted">
        Delegated ({task.children.total}:{' '}
        {TASK_STATUSES.filter((status) => task.children.by_status[status])
          .map((status) => `${task.children.by_status[status]} ${STATUS_LABELS[status].toLowerCase()}`)
          .join(', ')}
        )
      </h2>
      <ul className="space-y-1">
        {query.data?.data.map((child) => (
          <li key={child.id} className="flex items-center gap-2">
            <StatusBadge status={child.status} />
            <TaskLink id={child.id}>{child.title}</TaskLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1 text-xs font-medium text-muted">{title}</h2>
      <dl>{children}</dl>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6.5 items-center gap-3">
      <dt className="w-26 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 flex-1 break-words tabular-nums">{children}</dd>
    </div>
  );
}

function IdRow({ name, id }: { name: string; id: string }) {
  return (
    <Row name={name}>
      <span className="flex items-center gap-1">
        <span className="mono truncate text-xs" title={id}>
          {id.slice(0, 8)}…{id.slice(-6)}
        </span>
        <CopyButton text={id} label={`Copy ${name.toLowerCase()} id`} />
      </span>
    </Row>
  );
}

function TimeRow({ name, at }: { name: string; at: string }) {
  return (
    <Row name={name}>
      <ClockTime at={at} />{' '}
      <span className="text-muted">
        (<RelativeTime at={at} />)
      </span>
    </Row>
  );
}

function TaskLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link
      to="/tasks/$id"
      params={{ id }}
      className="min-w-0 truncate text-accent hover:underline coarse:py-3"
    >
      {children}
    </Link>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
