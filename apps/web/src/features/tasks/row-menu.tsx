import type { Task } from '@taskhelm/contract';
import { useNavigate } from '@tanstack/react-router';
import { MoreHorizontal } from 'lucide-react';
import { cloneElement, useState, type ReactElement } from 'react';
import { IconButton } from '../../components/button.tsx';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import type { MenuEntry } from '../../components/menu.tsx';
import { useRetryTask } from './task-mutations.ts';
import { useTaskMenuEntries } from './use-task-menu-entries.ts';

/** The menu of a row. It is only made when it is asked for: a page has a hundred of them. */
export function RowMenu({ task }: { task: Task }) {
  const [isUsed, setUsed] = useState(false);
  const button = (
    <IconButton label={`More actions for ${task.title}`} aria-haspopup="menu">
      <MoreHorizontal aria-hidden className="size-4" />
    </IconButton>
  );
  return isUsed ? (
    <UsedRowMenu task={task} trigger={button} />
  ) : (
    cloneElement<{ onClick?: () => void }>(button, { onClick: () => setUsed(true) })
  );
}

function UsedRowMenu({ task, trigger }: { task: Task; trigger: ReactElement<Record<string, unknown>> }) {
  const navigate = useNavigate();
  const retry = useRetryTask((created) => void navigate({ to: '/tasks/$id', params: { id: created.id } }));
  const parentId = task.parent_task_id;
  const own: MenuEntry[] = [
    {
      kind: 'action',
      id: 'peek',
      label: 'Look inside',
      onSelect: () => void navigate({ to: '/tasks', search: (search) => ({ ...search, peek: task.id }) }),
    },
    ...(task.allowed_actions.includes('retry')
      ? [
          {
            kind: 'action' as const,
            id: 'retry',
            label: 'Run again',
            onSelect: () => retry.mutate({ id: task.id }),
          },
        ]
      : []),
    {
      kind: 'action',
      id: 'children',
      label: 'Show what it delegated',
      onSelect: () => void navigate({ to: '/tasks', search: { parent: [task.id] } }),
    },
    ...(parentId === null
      ? []
      : [
          {
            kind: 'action' as const,
            id: 'parent',
            label: 'Open the task it comes from',
            onSelect: () => void navigate({ to: '/tasks/$id', params: { id: parentId } }),
          },
        ]),
  ];
  return (
    <LazyMenu startsOpen align="end" trigger={trigger} entries={[...own, ...useTaskMenuEntries(task)]} />
  );
}
