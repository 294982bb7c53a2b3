import type { Task } from '@taskhelm/contract';
import { useNavigate } from '@tanstack/react-router';
import type { MenuAction } from '../../components/menu.tsx';
import { useRetryTask } from './task-mutations.ts';
import { useTaskMenuEntries } from './use-task-menu-entries.ts';

/** What the menu of a row offers. */
export function useRowMenuEntries(task: Task): MenuAction[] {
  const navigate = useNavigate();
  const retry = useRetryTask((created) => void navigate({ to: '/tasks/$id', params: { id: created.id } }));
  const parentId = task.parent_task_id;
  const own: MenuAction[] = [
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
    ...(task.children.total === 0
      ? []
      : [
          {
            kind: 'action' as const,
            id: 'children',
            label: 'Show what it delegated',
            onSelect: () => void navigate({ to: '/tasks', search: { parent: [task.id] } }),
          },
        ]),
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
  return [...own, ...useTaskMenuEntries(task)];
}
