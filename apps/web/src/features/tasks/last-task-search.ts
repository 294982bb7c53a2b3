import { changeLook, toListKey, type TaskSearch } from './task-search.ts';

let last: TaskSearch | null = null;

/** The list as it was last looked at on this page, to lead back to; null where none was. */
export const lastTaskSearch = (): TaskSearch | null => last;

export function noteTaskSearch(search: TaskSearch): void {
  last = changeLook(search, { peek: undefined });
}

/** Whether both show the same tasks, however they look. */
export function isLastTaskSearch(search: TaskSearch): boolean {
  return last !== null && JSON.stringify(toListKey(search)) === JSON.stringify(toListKey(last));
}
