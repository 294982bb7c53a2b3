import type { Task } from '@taskhelm/contract';
import { MoreHorizontal } from 'lucide-react';
import { Suspense } from 'react';
import { IconButton } from '../../components/button.tsx';
import { idlePart } from '../../lib/idle-part.tsx';
import { useFirstUse } from '../../lib/use-first-use.ts';

const OpenedRowMenu = idlePart(() => import('./opened-row-menu.tsx').then((module) => module.OpenedRowMenu));

/** The menu of a row. It is only made when it is asked for: a page has a hundred of them. */
export function RowMenu({ task }: { task: Task }) {
  const trigger = (
    <IconButton label={`More actions for ${task.title}`}>
      <MoreHorizontal aria-hidden className="size-4" />
    </IconButton>
  );
  const { button, usedBy } = useFirstUse(trigger, 'menu');
  if (!usedBy) return button;
  return (
    <Suspense fallback={button}>
      <OpenedRowMenu task={task} trigger={trigger} openedBy={usedBy} />
    </Suspense>
  );
}
