import { isFinal, type TaskDetail, type TaskHealth } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { CircleCheck, GitBranch, Hourglass, Repeat } from 'lucide-react';
import { useState } from 'react';
import { HEALTH_LABELS } from './health-words.ts';

const ICONS = { ok: CircleCheck, stalled: Hourglass, looping: Repeat, waiting_on_child: GitBranch } as const;

const COLOURS: Record<TaskHealth['state'], string> = {
  ok: 'text-completed',
  stalled: 'bg-failed-tint text-failed',
  looping: 'bg-failed-tint text-failed',
  waiting_on_child: 'bg-pending-tint text-pending',
};

const OK_EVIDENCE = 'It records progress and does not repeat itself';

/** Keeps its room for as long as a page is open that was opened before the task was over: nothing below it moves. */
export function TaskHealthLine({ task }: { task: TaskDetail }) {
  const [isFollowed] = useState(!isFinal(task.status));
  if (!isFollowed) return null;
  return (
    <div className="mt-1.5 min-h-[22px]">{task.health ? <TaskHealthBadge health={task.health} /> : null}</div>
  );
}

/** How a task under way gets on, and what that is judged by. */
function TaskHealthBadge({ health }: { health: TaskHealth }) {
  const { state } = health;
  const Icon = ICONS[state];
  const evidence = health.evidence ?? OK_EVIDENCE;
  const isOk = state === 'ok';
  return (
    <p
      role="status"
      aria-label="Health"
      title={evidence}
      className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm"
    >
      <span
        className={clsx(
          'inline-flex h-[22px] shrink-0 items-center gap-1 rounded-full text-xs font-medium',
          !isOk && 'pr-2 pl-1.5',
          COLOURS[state],
        )}
      >
        <Icon aria-hidden className="size-3.5" />
        {HEALTH_LABELS[state]}
      </span>
      {isOk ? null : <span className="min-w-0 break-words">{evidence}</span>}
    </p>
  );
}
