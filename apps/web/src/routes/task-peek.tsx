import { isFinal, type TaskDetail } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { IconButton } from '../components/button.tsx';
import { ErrorBlock } from '../components/error-block.tsx';
import { Markdown } from '../components/markdown.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { RecentMessages } from '../features/conversation/recent-messages.tsx';
import { FamilyInputPanel } from '../features/inputs/family-input-panel.tsx';
import { InputPanel } from '../features/inputs/input-panel.tsx';
import { TaskFacts } from '../features/tasks/task-facts.tsx';
import { TaskOutcome } from '../features/tasks/task-outcome.tsx';
import { taskQueries } from '../features/tasks/task-queries.ts';
import { useCommand } from '../lib/commands.ts';

/** A look into a task beside the list: what it is about, how it stands, what was said last, and what it asks. */
export function TaskPeek({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(taskQueries.one(id));
  useCommand({ id: 'peek-close', keys: 'Escape', label: 'Look no more', group: 'Task list', run: onClose });
  const task = query.data;
  return (
    <aside
      aria-label="Task in brief"
      className="fixed inset-y-0 right-0 z-40 flex w-[min(30rem,100vw)] flex-col border-l bg-bg shadow-pop"
    >
      <div className="flex items-center gap-2 border-b px-4 py-2">
        {task ? <StatusBadge status={task.status} /> : null}
        <h2 className="min-w-0 flex-1 truncate font-semibold">
          {task ? (
            <Link to="/tasks/$id" params={{ id }} title={task.title} className="hover:underline">
              {task.title}
            </Link>
          ) : (
            'Task'
          )}
        </h2>
        <IconButton label="Close" onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      {task ? (
        <PeekedTask key={id} task={task} />
      ) : query.isError ? (
        <ErrorBlock
          what="The task could not be read"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Skeleton rows={6} />
      )}
    </aside>
  );
}

function PeekedTask({ task }: { task: TaskDetail }) {
  return (
    <>
      <div data-scroll-area className="min-h-0 flex-1 space-y-4 overflow-y-auto px-4 py-3">
        <TaskFacts task={task} />
        {task.description ? (
          <div className="max-h-48 overflow-y-auto rounded-lg bg-surface px-3 py-2 text-sm">
            <Markdown text={task.description} keepsLines />
          </div>
        ) : null}
        <TaskOutcome task={task} failedAt={null} />
        <RecentMessages
          taskId={task.id}
          sessionId={task.session_id}
          lastSeq={task.last_seq}
          isOver={isFinal(task.status)}
        />
      </div>
      {task.status !== 'needs_input' && task.waiting_on.length > 0 ? (
        <FamilyInputPanel callIds={task.waiting_on} />
      ) : (
        <InputPanel inputs={task.inputs} status={task.status} agent={task.agent.name} />
      )}
    </>
  );
}
