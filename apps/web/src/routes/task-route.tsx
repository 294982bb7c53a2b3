import { isFinal, type TaskDetail, type TaskLimits } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { ErrorBlock } from '../components/error-block.tsx';
import { JsonView } from '../components/json-view.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StaleBanner } from '../components/stale-banner.tsx';
import { Tabs } from '../components/tabs.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { ChildStatuses } from '../features/conversation/child-statuses.ts';
import { Conversation } from '../features/conversation/conversation.tsx';
import { useFailurePoint } from '../features/conversation/failure-point.ts';
import { Timeline } from '../features/conversation/timeline.tsx';
import { FamilyInputPanel } from '../features/inputs/family-input-panel.tsx';
import { InputPanel } from '../features/inputs/input-panel.tsx';
import { TaskHeader } from '../features/tasks/task-header.tsx';
import { TaskInspector } from '../features/tasks/task-inspector.tsx';
import { TaskOutcome } from '../features/tasks/task-outcome.tsx';
import { taskQueries } from '../features/tasks/task-queries.ts';
import { useAnnouncedStatus } from '../features/tasks/use-announced-status.ts';
import { useFamily } from '../features/tasks/use-family.ts';
import { useTaskCommands } from '../features/tasks/use-task-commands.ts';
import { ApiError } from '../lib/api-client.ts';
import { useCommand } from '../lib/commands.ts';
import { setPreferences, usePreference } from '../lib/preferences.ts';
import { useWideLayout } from '../lib/use-media-query.ts';

const route = getRouteApi('/app/tasks/$id');

export function TaskPage() {
  const { id } = route.useParams();
  const query = useQuery(taskQueries.one(id));
  if (!query.data) {
    if (query.error instanceof ApiError && query.error.status === 404) return <NotFoundPage />;
    return (
      <>
        <PageTitle name="Task" className="sr-only" />
        {query.isError ? (
          <ErrorBlock
            what="The task could not be read"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Skeleton rows={8} />
        )}
      </>
    );
  }
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      <TaskView key={id} task={query.data} />
    </>
  );
}

/** Left the conversation and what it waits for, right everything else; narrow pages show one of them at a time. */
function TaskView({ task }: { task: TaskDetail }) {
  const isWide = useWideLayout();
  const [shownPart, setPart] = useState('conversation');
  const part = isWide ? 'conversation' : shownPart;
  const showsInspector = usePreference('inspector');
  const toggleInspector = (): void => setPreferences({ inspector: !showsInspector });
  useTaskCommands(task);
  useAnnouncedStatus(task);
  useCommand({
    id: 'inspector',
    keys: 'm',
    label: 'Show or hide details',
    group: 'Task',
    run: isWide ? toggleInspector : () => setPart(part === 'details' ? 'conversation' : 'details'),
  });
  const agentLimits = useQuery(agentQueries.list()).data?.find(({ id }) => id === task.agent.id)?.limits;
  return (
    <div className="flex min-h-0 flex-1">
      <div data-scroll-area className="flex min-w-0 flex-1 flex-col overflow-y-auto [overflow-anchor:none]">
        <TaskHeader
          task={task}
          inspector={isWide ? { isShown: showsInspector, toggle: toggleInspector } : undefined}
        />
        {isWide ? null : <PartSwitch part={part} onPart={setPart} />}
        {part === 'conversation' ? <Main task={task} /> : null}
        {part === 'timeline' ? (
          <Timeline sessionId={task.session_id} onFollow={() => setPart('conversation')} />
        ) : null}
        {part === 'details' ? <TaskInspector task={task} agentLimits={agentLimits} /> : null}
        <div data-sticky-footer className="sticky bottom-0 z-20 mt-auto">
          {task.status !== 'needs_input' && task.waiting_on.length > 0 ? (
            <FamilyInputPanel callIds={task.waiting_on} />
          ) : (
            <InputPanel inputs={task.inputs} status={task.status} agent={task.agent.name} />
          )}
        </div>
      </div>
      {isWide && showsInspector ? (
        <aside aria-label="Details" className="w-90 shrink-0 overflow-y-auto border-l bg-surface">
          <Inspector task={task} agentLimits={agentLimits} />
        </aside>
      ) : null}
    </div>
  );
}

function Main({ task }: { task: TaskDetail }) {
  const failedAt = useFailurePoint(task.session_id);
  const target = useLocation({ select: ({ hash }) => targetOf(hash) });
  const family = useFamily(task).data;
  const statuses = useMemo(
    () => new Map(family?.nodes.map(({ id, status }) => [id, status] as const)),
    [family],
  );
  return (
    <div className="w-full max-w-4xl flex-1 space-y-4 px-4 py-4 md:px-6">
      <TaskOutcome task={task} failedAt={task.status === 'failed' ? failedAt : null} />
      <ChildStatuses value={statuses}>
        <Conversation
          taskId={task.id}
          sessionId={task.session_id}
          agent={task.agent.name}
          lastSeq={task.last_seq}
          isOver={isFinal(task.status)}
          isRunning={task.status === 'in_progress'}
          target={target}
        />
      </ChildStatuses>
    </div>
  );
}

const PARTS = [
  { id: 'conversation', label: 'Conversation' },
  { id: 'timeline', label: 'Timeline' },
  { id: 'details', label: 'Details' },
];

function PartSwitch({ part, onPart }: { part: string; onPart: (part: string) => void }) {
  return (
    <nav aria-label="Parts of the task" className="flex gap-1 border-b px-3 md:px-5">
      {PARTS.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-current={part === id ? 'true' : undefined}
          onClick={() => onPart(id)}
          className="-mb-px h-9 border-b-2 border-transparent px-1.5 text-sm text-muted hover:text-text aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-text coarse:h-11"
        >
          {label}
        </button>
      ))}
    </nav>
  );
}

function Inspector({ task, agentLimits }: { task: TaskDetail; agentLimits: TaskLimits | undefined }) {
  const [tab, setTab] = useState('details');
  return (
    <Tabs
      label="Parts of the details"
      value={tab}
      onChange={setTab}
      listClassName="sticky top-0 z-10 flex gap-1 border-b bg-surface px-3"
      tabs={[
        { id: 'details', label: 'Details', content: <TaskInspector task={task} agentLimits={agentLimits} /> },
        { id: 'timeline', label: 'Timeline', content: <Timeline sessionId={task.session_id} /> },
        {
          id: 'raw',
          label: 'Raw',
          content: (
            <div className="p-4 [--most-height:none]">
              <JsonView value={task} label="Task" fileName={`task-${task.id}`} />
            </div>
          ),
        },
      ]}
    />
  );
}

/** `#m=12` points at the message that holds the event 12. */
function targetOf(hash: string): number | null {
  const seq = /^m=(\d{1,9})$/.exec(hash)?.[1];
  return seq === undefined ? null : Number(seq);
}
