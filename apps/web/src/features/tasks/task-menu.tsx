import { exportEndpoints, taskEndpoints, type TaskDetail } from '@taskhelm/contract';
import { useNavigate } from '@tanstack/react-router';
import { MoreHorizontal } from 'lucide-react';
import { IconButton } from '../../components/button.tsx';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import type { MenuEntry } from '../../components/menu.tsx';
import { urlOf } from '../../lib/api-client.ts';
import { curlLine } from '../../lib/curl.ts';
import { toastSuccess } from '../../lib/toast.ts';

/** What is done with a task less often. */
export function TaskMenu({ task }: { task: TaskDetail }) {
  const navigate = useNavigate();
  const params = { id: task.id };
  const can = (action: TaskDetail['allowed_actions'][number]): boolean =>
    task.allowed_actions.includes(action);
  const copy = (what: string, text: string): void =>
    void navigator.clipboard.writeText(text).then(
      () => toastSuccess(`${what} copied`),
      () => undefined,
    );
  const entries: MenuEntry[] = [
    ...(can('retry')
      ? [
          {
            kind: 'action' as const,
            id: 'edit',
            label: 'Run again with changes…',
            onSelect: () => void navigate({ to: '/tasks/new', search: { from: task.id } }),
          },
        ]
      : []),
    {
      kind: 'action',
      id: 'link',
      label: 'Copy link',
      onSelect: () => copy('Link', `${location.origin}/tasks/${task.id}`),
    },
    {
      kind: 'action',
      id: 'curl',
      label: 'Copy as cURL',
      onSelect: () => copy('Command', curlLine(taskEndpoints.get, { params })),
    },
    ...(['markdown', 'json'] as const).map((format) => ({
      kind: 'action' as const,
      id: format,
      label: `Download as ${format === 'json' ? 'JSON' : 'Markdown'}`,
      onSelect: () => location.assign(urlOf(exportEndpoints.task.path, params, { format })),
    })),
    ...(can('cancel')
      ? [
          {
            kind: 'action' as const,
            id: 'curl-cancel',
            label: 'Copy cancel as cURL',
            onSelect: () => copy('Command', curlLine(taskEndpoints.cancel, { params })),
          },
        ]
      : []),
    ...(can('retry')
      ? [
          {
            kind: 'action' as const,
            id: 'curl-retry',
            label: 'Copy run again as cURL',
            onSelect: () => copy('Command', curlLine(taskEndpoints.retry, { params })),
          },
        ]
      : []),
  ];
  return (
    <LazyMenu
      align="end"
      entries={entries}
      trigger={
        <IconButton label="More actions" className="!size-8 coarse:!size-11">
          <MoreHorizontal aria-hidden className="size-4" />
        </IconButton>
      }
    />
  );
}
