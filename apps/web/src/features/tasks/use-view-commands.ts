import { taskEndpoints } from '@taskhelm/contract';
import { useCommand } from '../../lib/commands.ts';
import { copyText } from '../../lib/copy-text.ts';
import { curlLine } from '../../lib/curl.ts';
import { toListQuery, type TaskSearch } from './task-search.ts';

/** Passes what the list shows on: to a person as a link, to a shell as a command. */
export function useViewCommands(search: TaskSearch): void {
  useCommand({
    id: 'copy-link',
    keys: 'y',
    label: 'Copy a link to this view',
    group: 'Task list',
    run: () => copyText('Link', location.href),
  });
  useCommand({
    id: 'copy-curl',
    keys: 'shift+y',
    label: 'Copy this list as cURL',
    group: 'Task list',
    run: () => copyText('Command', listCurl(search)),
  });
}

export const listCurl = (search: TaskSearch): string =>
  curlLine(taskEndpoints.list, { query: toListQuery(search, Date.now()) });
