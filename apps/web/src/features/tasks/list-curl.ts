import { taskEndpoints } from '@taskhelm/contract';
import { copyText } from '../../lib/copy-text.ts';
import { curlLine } from '../../lib/curl.ts';
import { toListQuery, type TaskSearch } from './task-search.ts';

export function copyListCurl(search: TaskSearch): void {
  copyText('Command', curlLine(taskEndpoints.list, { query: toListQuery(search, Date.now()) }));
}
