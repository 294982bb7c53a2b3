import { taskEndpoints } from '@taskhelm/contract';
import { useNavigate } from '@tanstack/react-router';
import { useCommand, type Command } from '../../lib/commands.ts';
import { copyText } from '../../lib/copy-text.ts';
import { curlLine } from '../../lib/curl.ts';
import { expanderOf, focusRow, rowAbove, rowAt } from './list-rows.ts';
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
    isReady: () => row() !== null,
    run: () => retry.mutate({ id: row()?.dataset['taskId'] ?? '' }),
  });
  useCommand({
    id: 'row-open',
    keys: 'ArrowRight',
    label: 'Show what the row delegated',
    group,
    isReady: () => expander('false') !== null,
    run: () => expander('false')?.click(),
  });
  useCommand({
    id: 'row-close',
    keys: 'ArrowLeft',
    label: 'Hide it; from there, back to the row it is of',
    group,
    isReady: () => (expander('true') ?? above()) !== null,
    run: () => {
      const open = expander('true');
      if (open) open.click();
      else focusRow(above());
    },
  });
  return null;
}

/** The row that has the focus. */
const row = (): HTMLElement | null => rowAt(document.activeElement);

/** Of the row whose title has the focus: anything else does with the arrows what it does. */
const titleRow = (): HTMLElement | null =>
  document.activeElement?.matches('[data-task-link], [data-expander]') ? row() : null;
const expander = (isOpen: 'true' | 'false'): HTMLElement | null => expanderOf(titleRow(), isOpen);
const above = (): HTMLElement | null => rowAbove(titleRow());

const cancelButton = (): HTMLElement | undefined =>
  row()?.querySelector<HTMLElement>('[data-cancel]') ?? undefined;
