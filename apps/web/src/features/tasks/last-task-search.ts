import type { TaskSearch } from './task-search.ts';

let last: TaskSearch = {};

/** The list as it was last looked at on this page, to lead back to. */
export const lastTaskSearch = (): TaskSearch => last;

export function noteTaskSearch(search: TaskSearch): void {
  last = search;
}
