import type { TaskDetail } from '@taskhelm/contract';
import { MoreHorizontal } from 'lucide-react';
import { IconButton } from '../../components/button.tsx';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { useTaskMenuEntries } from './use-task-menu-entries.ts';

/** What is done with a task less often. */
export function TaskMenu({ task }: { task: TaskDetail }) {
  return (
    <LazyMenu
      align="end"
      entries={useTaskMenuEntries(task)}
      trigger={
        <IconButton label="More actions" className="!size-8 coarse:!size-11">
          <MoreHorizontal aria-hidden className="size-4" />
        </IconButton>
      }
    />
  );
}
