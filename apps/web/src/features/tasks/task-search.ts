import {
  TASK_SORTS,
  TASK_SOURCES,
  TASK_STATUSES,
  type ListTasksQuery,
  type TaskSort,
  type TaskSource,
  type TaskStatus,
} from '@taskhelm/contract';
import { readList, readMoment, readOne, readTexts, readWhole } from '../../lib/url-search.ts';

export const PAGE_SIZES = [25, 50, 100] as const;
const DEFAULT_SORT: TaskSort = '-created_at';
const DEFAULT_PAGE_SIZE = 50;

/** The view of the task list, as the address bar holds it. What is not there is at its default. */
export type TaskSearch = {
  status?: TaskStatus[];
  source?: TaskSource[];
  /** Names. */
  agent?: string[];
  /** Names; set by links from triggers. */
  trigger?: string[];
  q?: string;
  sort?: TaskSort;
  page?: number;
  /** The moment at which the pages are anchored; set by going to another page. */
  as_of?: string;
  per_page?: (typeof PAGE_SIZES)[number];
};

/** Reads what stands in the address bar. Bad values are left out, and so are defaults. */
export function readTaskSearch(search: Record<string, unknown>): TaskSearch {
  const q = typeof search['q'] === 'string' ? search['q'].trim().slice(0, 200) : '';
  return strip({
    status: readList(search['status'], TASK_STATUSES),
    source: readList(search['source'], TASK_SOURCES),
    agent: readTexts(search['agent']),
    trigger: readTexts(search['trigger']),
    q: q === '' ? undefined : q,
    sort: readOne(search['sort'], TASK_SORTS),
    page: readWhole(search['page'], 1, 100_000),
    as_of: readMoment(search['as_of']),
    per_page: readOne(search['per_page'], PAGE_SIZES),
  });
}

/** The API's query for a view. */
export function toListQuery(search: TaskSearch): Partial<ListTasksQuery> {
  return { ...search, sort: sortOf(search), page: pageOf(search), per_page: pageSizeOf(search) };
}

/** `search` with `change`; any change but of the page itself goes back to page 1, and to the newest tasks. */
export function changeSearch(search: TaskSearch, change: Partial<TaskSearch>): TaskSearch {
  return strip({ ...search, page: undefined, as_of: undefined, ...change });
}

/** The API's filters for a view, without its order and page. */
export function toFilter(search: TaskSearch): Omit<TaskSearch, 'sort' | 'page' | 'as_of' | 'per_page'> {
  const { sort: _sort, page: _page, as_of: _anchor, per_page: _size, ...filter } = search;
  return filter;
}

export const sortOf = (search: TaskSearch): TaskSort => search.sort ?? DEFAULT_SORT;
export const pageOf = (search: TaskSearch): number => search.page ?? 1;
export const pageSizeOf = (search: TaskSearch): number => search.per_page ?? DEFAULT_PAGE_SIZE;

export const isFiltered = (search: TaskSearch): boolean => Object.keys(toFilter(search)).length > 0;

/** All tasks, in the same order. */
export function withoutFilters({ sort, per_page }: TaskSearch): TaskSearch {
  return strip({ sort, per_page });
}

type Loose<T> = { [Key in keyof T]?: T[Key] | undefined };

function strip(search: Loose<TaskSearch>): TaskSearch {
  const stripped: Loose<TaskSearch> = {
    ...search,
    status: search.status?.length ? search.status : undefined,
    source: search.source?.length ? search.source : undefined,
    agent: search.agent?.length ? search.agent : undefined,
    trigger: search.trigger?.length ? search.trigger : undefined,
    q: search.q === '' ? undefined : search.q,
    sort: search.sort === DEFAULT_SORT ? undefined : search.sort,
    page: search.page === 1 ? undefined : search.page,
    per_page: search.per_page === DEFAULT_PAGE_SIZE ? undefined : search.per_page,
  };
  return Object.fromEntries(
    Object.entries(stripped).filter(([, value]) => value !== undefined),
  ) as TaskSearch;
}
