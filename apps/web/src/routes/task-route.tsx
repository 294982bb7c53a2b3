import { isFinal, type TaskDetail } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { ErrorBlock } from '../components/error-block.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StaleBanner } from '../components/stale-banner.tsx';
import { Conversation } from '../features/conversation/conversation.tsx';
import { InputPanel } from '../features/inputs/input-panel.tsx';
import { TaskHeader } from '../features/tasks/task-header.tsx';
import { TaskInspector } from '../features/tasks/task-inspector.tsx';
import { TaskOutcome } from '../features/tasks/task-outcome.tsx';
import { taskQueries } from '../features/tasks/task-queries.ts';
import { ApiError } from '../lib/api-client.ts';
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

/** Left the conversation and what it waits for, right everything else; on narrow pages the latter folds into a line. */
function TaskView({ task }: { task: TaskDetail }) {
  const isWide = useWideLayout();
  const isOver = isFinal(task.status);
  return (
    <div className="flex min-h-0 flex-1">
      <div data-scroll-area className="flex min-w-0 flex-1 flex-col overflow-y-auto">
        <TaskHeader task={task} />
        {isWide ? null : (
          <details className="group border-b">
            <summary className="flex min-h-8 list-none items-center gap-1 px-4 text-sm text-muted hover:text-text md:px-6 coarse:min-h-11">
              <ChevronRight aria-hidden className="size-3.5 group-open:rotate-90" />
              Details
            </summary>
            <TaskInspector task={task} />
          </details>
        )}
        <div className="w-full max-w-4xl flex-1 space-y-4 px-4 py-4 md:px-6">
          <TaskOutcome task={task} />
          <Conversation
            sessionId={task.session_id}
            agent={task.agent.name}
            lastSeq={task.last_seq}
            isOver={isOver}
            isRunning={task.status === 'in_progress'}
          />
        </div>
        <div className="sticky bottom-0 z-20">
          <InputPanel inputs={task.inputs} status={task.status} agent={task.agent.name} />
        </div>
      </div>
      {isWide ? (
        <aside aria-label="Details" className="w-90 shrink-0 overflow-y-auto border-l bg-surface">
          <TaskInspector task={task} />
        </aside>
      ) : null}
    </div>
  );
}
