import type { TaskDetail } from '@taskhelm/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, RotateCw } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { usePhoneLayout } from '../../lib/use-media-query.ts';
import { CancelTaskButton } from './cancel-task-button.tsx';
import { lastTaskSearch } from './last-task-search.ts';
import { ListSteps } from './list-steps.tsx';
import { TaskFacts } from './task-facts.tsx';
import { TaskHealthBadge } from './task-health.tsx';
import { useRetryTask } from './task-mutations.ts';
import { TaskMenu } from './task-menu.tsx';

/** Stays in view: on a phone its first line, else the whole of it. */
export function TaskHeader({ task }: { task: TaskDetail }) {
  const isPhone = usePhoneLayout();
  const status = (
    <StatusBadge status={task.status} className={isPhone ? 'ml-auto' : 'mt-0.5 min-w-26 justify-center'} />
  );
  const actions = (
    <div className="flex gap-2">
      <RetryButton task={task} />
      <CancelTaskButton task={task} />
      <TaskMenu task={task} />
    </div>
  );
  const about = (
    <>
      {isPhone ? null : (
        <div className="flex items-center gap-2">
          <BackLink />
          <ListSteps taskId={task.id} />
        </div>
      )}
      <div className="flex items-start gap-3">
        {isPhone ? null : status}
        <PageTitle name={task.title} className="flex-1 break-words" />
        {isPhone ? null : actions}
      </div>
      <TaskFacts task={task} />
      {task.health ? <TaskHealthBadge health={task.health} /> : null}
    </>
  );
  if (!isPhone)
    return (
      <header data-sticky-header className="sticky top-0 z-30 border-b bg-bg px-6 pt-2 pb-2.5">
        {about}
      </header>
    );
  return (
    <>
      <div
        data-sticky-header
        className="sticky top-0 z-30 flex min-h-13 flex-wrap items-center gap-2 border-b bg-bg px-4 py-1"
      >
        <BackLink />
        {status}
        {actions}
      </div>
      <header className="border-b bg-bg px-4 py-2.5">{about}</header>
    </>
  );
}

/** To the list as it was left. */
function BackLink() {
  return (
    <Link
      to="/tasks"
      search={lastTaskSearch() ?? {}}
      className="-ml-1 inline-flex h-6 items-center gap-1 rounded px-1 text-sm text-muted hover:text-text coarse:h-11"
    >
      <ArrowLeft aria-hidden className="size-3.5" />
      Tasks
    </Link>
  );
}

function RetryButton({ task }: { task: TaskDetail }) {
  const navigate = useNavigate();
  const retry = useRetryTask((created) => void navigate({ to: '/tasks/$id', params: { id: created.id } }));
  if (!task.allowed_actions.includes('retry')) return null;
  return (
    <Button
      disabled={retry.isPending}
      icon={<RotateCw aria-hidden className="size-3.5" />}
      onClick={() => retry.mutate({ id: task.id })}
    >
      {retry.isPending ? 'Starting…' : 'Run again'}
    </Button>
  );
}
