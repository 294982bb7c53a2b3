import type { TaskSearch } from './task-search.ts';

let last: TaskSearch = {};

/** The list as it was last looked at on this page, to lead back to. */
export const lastTaskSearch = (): TaskSearch => last;

export function noteTaskSearch(search: TaskSearch): void {
  last = search;
}

export function isLastTaskSearch(search: TaskSearch): boolean {
  return JSON.stringify(search) === JSON.stringify(last);
}
