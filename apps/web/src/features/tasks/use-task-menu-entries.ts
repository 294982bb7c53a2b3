import { exportEndpoints, taskEndpoints, type Task } from '@taskhelm/contract';
import { useNavigate } from '@tanstack/react-router';
import type { MenuAction } from '../../components/menu.tsx';
import { urlOf } from '../../lib/api-client.ts';
import { copyText } from '../../lib/copy-text.ts';
import { curlLine } from '../../lib/curl.ts';

/** What can be done with any task, wherever its menu is. */
export function useTaskMenuEntries(task: Task): MenuAction[] {
  const navigate = useNavigate();
  const params = { id: task.id };
  const action = (id: string, label: string, onSelect: () => void): MenuAction => ({
    kind: 'action',
    id,
    label,
    onSelect,
  });
  const download = (format: 'markdown' | 'json'): void =>
    location.assign(urlOf(exportEndpoints.task.path, params, { format }));
  const canCancel = task.allowed_actions.includes('cancel');
  const canRetry = task.allowed_actions.includes('retry');
  return [
    ...(canRetry
      ? [
          action(
            'edit',
            'Run again with changes…',
            () => void navigate({ to: '/tasks/new', search: { from: task.id } }),
          ),
        ]
      : []),
    action('link', 'Copy link', () => copyText('Link', `${location.origin}/tasks/${task.id}`)),
    action('id', 'Copy id', () => copyText('Id', task.id)),
    action('curl', 'Copy as cURL', () => copyText('Command', curlLine(taskEndpoints.get, { params }))),
    action('markdown', 'Download as Markdown', () => download('markdown')),
    action('json', 'Download as JSON', () => download('json')),
    ...(canCancel
      ? [
          action('curl-cancel', 'Copy cancel as cURL', () =>
            copyText('Command', curlLine(taskEndpoints.cancel, { params })),
          ),
        ]
      : []),
    ...(canRetry
      ? [
          action('curl-retry', 'Copy run again as cURL', () =>
            copyText('Command', curlLine(taskEndpoints.retry, { params })),
          ),
        ]
      : []),
  ];
}
