import { ChevronDown, ChevronUp } from 'lucide-react';
import { IconButton } from '../../components/button.tsx';
import { useCommand } from '../../lib/commands.ts';
import { formatCount } from '../../lib/format-number.ts';
import { useListNeighbours } from './use-list-neighbours.ts';

/** Steps through the list that the task was opened from. */
export function ListSteps({ taskId }: { taskId: string }) {
  const neighbours = useListNeighbours(taskId);
  const { goToPrevious = null, goToNext = null } = neighbours ?? {};
  useCommand(
    goToNext
      ? { id: 'task-next', keys: 'shift+j', label: 'Next task of the list', group: 'Task', run: goToNext }
      : null,
  );
  useCommand(
    goToPrevious
      ? {
          id: 'task-previous',
          keys: 'shift+k',
          label: 'Previous task of the list',
          group: 'Task',
          run: goToPrevious,
        }
      : null,
  );
  if (!neighbours) return null;
  const { position, total, totalIsCapped } = neighbours;
  return (
    <span className="ml-auto flex items-center text-sm text-muted tabular-nums">
      {formatCount(position)} of {formatCount(total)}
      {totalIsCapped ? '+' : ''}
      <IconButton
        label="Previous task of the list"
        aria-keyshortcuts="Shift+K"
        className="ml-1 !size-6"
        disabled={goToPrevious === null}
        onClick={() => goToPrevious?.()}
      >
        <ChevronUp aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        label="Next task of the list"
        aria-keyshortcuts="Shift+J"
        className="!size-6"
        disabled={goToNext === null}
        onClick={() => goToNext?.()}
      >
        <ChevronDown aria-hidden className="size-4" />
      </IconButton>
    </span>
  );
}
