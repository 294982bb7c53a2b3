import type { TaskDetail } from '@taskhelm/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, PanelRight, RotateCw } from 'lucide-react';
import { useRef } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useCommand } from '../../lib/commands.ts';
import { usePhoneLayout } from '../../lib/use-media-query.ts';
import { CancelTaskButton } from './cancel-task-button.tsx';
import { lastTaskSearch } from './last-task-search.ts';
import { ListSteps } from './list-steps.tsx';
import { TaskFacts } from './task-facts.tsx';
import { TaskHealthLine } from './task-health.tsx';
import { useRetryTask } from './task-mutations.ts';
import { TaskMenu } from './task-menu.tsx';

type TaskHeaderProps = {
  task: TaskDetail;
  /** Shows or hides what stands beside the conversation; undefined where nothing can. */
  inspector?: { isShown: boolean; toggle: () => void } | undefined;
};

/** Stays in view: on a phone its first line, else the whole of it. */
export function TaskHeader({ task, inspector }: TaskHeaderProps) {
  const isPhone = usePhoneLayout();
  const status = (
    <StatusBadge status={task.status} className={isPhone ? 'ml-auto' : 'mt-0.5 min-w-26 justify-center'} />
  );
  const actions = (
    <div className="flex gap-2 max-md:-mr-3">
      <TaskActions task={task} isPhone={isPhone} />
      {inspector ? (
        <IconButton
          label={inspector.isShown ? 'Hide the details' : 'Show the details'}
          aria-keyshortcuts="m"
          aria-pressed={inspector.isShown}
          className="!size-8 aria-pressed:text-accent"
          onClick={inspector.toggle}
        >
          <PanelRight aria-hidden className="size-4" />
        </IconButton>
      ) : null}
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
      <TaskHealthLine key={task.id} task={task} />
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
        className="sticky top-0 z-30 flex min-h-13 shrink-0 flex-wrap items-center gap-2 border-b bg-bg px-3 py-1"
      >
        <BackLink />
        {status}
        {actions}
      </div>
      <header className="shrink-0 border-b bg-bg px-4 py-2.5">{about}</header>
    </>
  );
}

/** To the list as it was left. */
function BackLink() {
  return (
    <Link
      to="/tasks"
      search={lastTaskSearch() ?? {}}
      className="-ml-1 inline-flex h-6 items-center gap-1 rounded px-1 text-sm text-muted hover:text-text max-md:justify-center coarse:h-11 coarse:min-w-11"
    >
      <ArrowLeft aria-hidden className="size-3.5 max-md:size-4" />
      <span className="max-md:sr-only">Tasks</span>
    </Link>
  );
}

/**
 * What can be done with the task; the keys do what clicks on the buttons do. On a phone the first has its icon alone:
 * beside the longest status there is no room for its words.
 */
function TaskActions({ task, isPhone }: { task: TaskDetail; isPhone: boolean }) {
  const navigate = useNavigate();
  const retry = useRetryTask((created) => void navigate({ to: '/tasks/$id', params: { id: created.id } }));
  const cancel = useRef<HTMLButtonElement>(null);
  const canRetry = task.allowed_actions.includes('retry');
  const run = (): void => {
    if (!retry.isPending) retry.mutate({ id: task.id });
  };
  const group = 'Task' as const;
  const label = retry.isPending ? 'Starting…' : 'Run again';
  useCommand(canRetry ? { id: 'task-retry', keys: 'shift+r', label: 'Run again', group, run } : null);
  useCommand(
    task.allowed_actions.includes('cancel')
      ? { id: 'task-cancel', keys: 'shift+c', label: 'Cancel', group, run: () => cancel.current?.click() }
      : null,
  );
  return (
    <>
      {canRetry ? (
        <Button
          disabled={retry.isPending}
          aria-label={isPhone ? label : undefined}
          aria-keyshortcuts="Shift+R"
          icon={<RotateCw aria-hidden className="size-3.5" />}
          onClick={run}
        >
          {isPhone ? null : label}
        </Button>
      ) : null}
      <CancelTaskButton task={task} buttonRef={cancel} />
      <TaskMenu task={task} />
    </>
  );
}
