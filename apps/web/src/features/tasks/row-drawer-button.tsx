import type { Task } from '@taskhelm/contract';
import { MoreHorizontal } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '../../components/button.tsx';

const TaskDrawer = lazy(() =>
  import('./phone-drawers.ts').then((module) => ({ default: module.TaskDrawer })),
);

/** Beside an item of the list: opens what can be done with its task. */
export function RowDrawerButton({ task }: { task: Task }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton
        label={`More actions for ${task.title}`}
        aria-haspopup="dialog"
        className="!size-11"
        onClick={() => setOpen(true)}
      >
        <MoreHorizontal aria-hidden className="size-4" />
      </IconButton>
      {isOpen ? (
        <Suspense>
          <TaskDrawer task={task} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
