import { taskEndpoints } from '@taskhelm/contract';
import { useNavigate } from '@tanstack/react-router';
import { useCommand, type Command } from '../../lib/commands.ts';
import { copyText } from '../../lib/copy-text.ts';
import { curlLine } from '../../lib/curl.ts';
import { useRetryTask } from './task-mutations.ts';
import { toListQuery, type TaskSearch } from './task-search.ts';

const group: Command['group'] = 'Task list';

/** The keys of the list that nobody needs at once. What is selected has the same keys, which then come first. */
export function ListKeys({ search }: { search: TaskSearch }) {
  const navigate = useNavigate();
  const retry = useRetryTask((task) => void navigate({ to: '/tasks/$id', params: { id: task.id } }));
  useCommand({
    id: 'copy-link',
    keys: 'y',
    label: 'Copy a link to this view',
    group,
    run: () => copyText('Link', location.href),
  });
  useCommand({
    id: 'copy-curl',
    keys: 'shift+y',
    label: 'Copy this list as cURL',
    group,
    run: () => copyText('Command', curlLine(taskEndpoints.list, { query: toListQuery(search, Date.now()) })),
  });
  useCommand({
    id: 'row-cancel',
    keys: 'shift+c',
    label: 'Cancel the row',
    group,
    isReady: () => Boolean(cancelButton()),
    run: () => cancelButton()?.click(),
  });
  useCommand({
    id: 'row-retry',
    keys: 'shift+r',
    label: 'Run the row again',
    group,
    isReady: () => row() !== undefined,
    run: () => retry.mutate({ id: row()?.dataset['taskId'] ?? '' }),
  });
  return null;
}

/** The row that has the focus. */
const row = (): HTMLElement | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-task-id]') ?? undefined;

const cancelButton = (): HTMLElement | undefined =>
  row()?.querySelector<HTMLElement>('[data-cancel]') ?? undefined;
