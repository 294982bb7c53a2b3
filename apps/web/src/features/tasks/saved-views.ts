import type { View } from '@taskhelm/contract';
import { parseSearch, stringifySearch } from '../../lib/url-search.ts';
import { readTaskSearch, type TaskSearch } from './task-search.ts';

/** A view as it is saved: the address's own words, without the page and what is looked into or opened. */
export function toViewQuery({
  page: _page,
  as_of: _anchor,
  peek: _peek,
  open: _open,
  ...view
}: TaskSearch): string {
  return stringifySearch(view).slice(1);
}

export function fromViewQuery(query: string): TaskSearch {
  return readTaskSearch(parseSearch(query));
}

/** The saved view that the list shows just now, whatever way its query is spelled; one's own before another's. */
export function currentView(views: readonly View[], search: TaskSearch): View | undefined {
  const query = toViewQuery(readTaskSearch(search));
  const same = views.filter((view) => toViewQuery(fromViewQuery(view.query)) === query);
  return same.find((view) => view.is_own) ?? same[0];
}
