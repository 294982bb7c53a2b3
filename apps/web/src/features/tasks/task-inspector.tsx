import type { TaskDetail, TaskLimits } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { JsonView } from '../../components/json-view.tsx';
import { SourceLabel } from '../../components/source-label.tsx';
import { Elapsed } from '../../components/time.tsx';
import { formatDuration } from '../../lib/format-time.ts';
import { IdRow, NOT_YET, Part, Row, Rows, TaskLink, TimeRow } from './inspector-rows.tsx';
import { TaskArtifacts, useArtifacts } from './task-artifacts.tsx';
import { TaskFamily } from './task-family.tsx';
import { TaskSpending } from './task-spending.tsx';

type TaskInspectorProps = {
  task: TaskDetail;
  /** Those of its agent as it is now. */
  agentLimits: TaskLimits | undefined;
};

/** Everything about a task that is not its conversation. What is read by itself and may grow comes last, and moves nothing. */
export function TaskInspector({ task, agentLimits }: TaskInspectorProps) {
  const areFilesKnown = !useArtifacts(task).isPending;
  return (
    <div className="space-y-5 p-4 text-sm">
      <Rows title="Task">
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
        {task.trigger?.delivery_id ? (
          <Row name="Delivery">
            <Link
              to="/triggers/$id"
              params={{ id: task.trigger.id }}
              search={{ delivery: task.trigger.delivery_id }}
              className="text-accent hover:underline coarse:py-3"
            >
              Show what started it
            </Link>
          </Row>
        ) : null}
        <Row name="Created by">{task.created_by.name}</Row>
        <Row name="Priority">{capital(task.priority)}</Row>
        {task.labels.length > 0 ? (
          <Row name="Labels">
            <span className="flex flex-wrap gap-1">
              {task.labels.map((label) => (
                <span key={label} className="min-w-0 rounded bg-hover px-1.5 text-xs leading-5 wrap-anywhere">
                  {label}
                </span>
              ))}
            </span>
          </Row>
        ) : null}
        {task.retry_of ? (
          <Row name="Runs again">
            <TaskLink id={task.retry_of}>Open earlier task</TaskLink>
          </Row>
        ) : null}
      </Rows>
      <Rows title="Time">
        <TimeRow name="Created" at={task.created_at} />
        {task.start_at ? <TimeRow name="Starts at" at={task.start_at} /> : null}
        {task.deadline_at ? <TimeRow name="Deadline" at={task.deadline_at} /> : null}
        <TimeRow name="Started" at={task.started_at} />
        <TimeRow name="Finished" at={task.finished_at} />
        <Row name="Duration">
          {task.started_at ? <Elapsed from={task.started_at} to={task.finished_at} /> : NOT_YET}
        </Row>
        <Row name="Queued">{formatDuration(task.timing.queued_ms)}</Row>
        <Row name="In the model">{formatDuration(task.timing.model_ms)}</Row>
        <Row name="In tools">{formatDuration(task.timing.tool_ms)}</Row>
        <Row name="Waiting">{formatDuration(task.timing.waiting_ms)}</Row>
      </Rows>
      <TaskSpending task={task} agentLimits={agentLimits} />
      {Object.keys(task.metadata).length > 0 ? (
        <Part title="Metadata">
          <JsonView value={task.metadata} label="Metadata" />
        </Part>
      ) : null}
      <TaskArtifacts task={task} />
      {areFilesKnown ? <TaskFamily task={task} /> : null}
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
