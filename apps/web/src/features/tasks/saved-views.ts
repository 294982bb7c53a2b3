import type { View } from '@taskhelm/contract';
import { parseSearch, stringifySearch } from '../../lib/url-search.ts';
import { readTaskSearch, type TaskSearch } from './task-search.ts';

/** A view as it is saved: the address's own words, without the page. */
export function toViewQuery({ page: _page, as_of: _anchor, ...view }: TaskSearch): string {
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

const SHOWN = ['status', 'source', 'agent', 'trigger', 'q', 'sort', 'per_page'];

/** Whether the list can show all of a view. Programs may save filters that it has not. */
export function canShow({ query }: View): boolean {
  return Object.keys(parseSearch(query)).every((name) => SHOWN.includes(name));
}
