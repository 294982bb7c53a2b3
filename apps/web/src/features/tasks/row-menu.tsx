import type { Task } from '@taskhelm/contract';
import { MoreHorizontal } from 'lucide-react';
import { cloneElement, lazy, Suspense, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { whenIdle } from '../../lib/when-idle.ts';

const load = () => import('./opened-row-menu.tsx').then((module) => ({ default: module.OpenedRowMenu }));
const OpenedRowMenu = lazy(load);
whenIdle(load);

/** The menu of a row. It is only made when it is asked for: a page has a hundred of them. */
export function RowMenu({ task }: { task: Task }) {
  const [isUsed, setUsed] = useState(false);
  const button = (
    <IconButton label={`More actions for ${task.title}`} aria-haspopup="menu">
      <MoreHorizontal aria-hidden className="size-4" />
    </IconButton>
  );
  if (!isUsed) return cloneElement<{ onClick?: () => void }>(button, { onClick: () => setUsed(true) });
  return (
    <Suspense fallback={button}>
      <OpenedRowMenu task={task} trigger={button} />
    </Suspense>
  );
}
