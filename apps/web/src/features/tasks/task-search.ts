import {
  TASK_PRIORITIES,
  TASK_SORTS,
  TASK_SOURCES,
  TASK_STATUSES,
  type ListTasksQuery,
  type TaskPriority,
  type TaskSort,
  type TaskSource,
  type TaskStatus,
} from '@taskhelm/contract';
import { readId, readList, readMoment, readOne, readTexts, readWhole } from '../../lib/url-search.ts';
import { readRowKeys, type RowKey } from './row-key.ts';
import { normalColumns, TASK_COLUMNS, type TaskColumnId } from './table-view.ts';
import { DENSITIES, type Density } from '../../lib/density.ts';
import { readDuration, readWindowEdge, resolveEdge } from '../../lib/time-window.ts';

export const PAGE_SIZES = [25, 50, 100] as const;
const DEFAULT_SORT: TaskSort = '-created_at';
const DEFAULT_PAGE_SIZE = 50;

/** What narrows the list. Names are the address's own; `from` and `to` bound when tasks were created. */
export type TaskFilter = {
  status?: TaskStatus[];
  source?: TaskSource[];
  priority?: TaskPriority[];
  /** Names. */
  agent?: string[];
  label?: string[];
  /** Names; set by links from triggers. */
  trigger?: string[];
  /** Ids, set by links from the tasks that delegated; or `none`. */
  parent?: string[];
  /** Codes that tasks failed with; set by links from the overview. */
  failure_code?: string[];
  q?: string;
  /** Moments, or relative ones such as `now-24h`. */
  from?: string;
  to?: string;
  finished_from?: string;
  finished_to?: string;
  /** Waiting for a person for longer than this, such as `15m`. */
  waiting_over?: string;
};

/** The view of the task list, as the address bar holds it. What is not there is at its default. */
export type TaskSearch = TaskFilter & {
  sort?: TaskSort;
  page?: number;
  /** The moment at which the pages are anchored; set by going to another page. */
  as_of?: string;
  per_page?: (typeof PAGE_SIZES)[number];
  columns?: TaskColumnId[];
  /** Left out: as the person prefers it. */
  density?: Density;
  /** The task that is looked into beside the list. */
  peek?: string;
  /** The rows that show what they delegated. */
  open?: RowKey[];
};

/** Reads what stands in the address bar. Bad values are left out, and so are defaults. */
export function readTaskSearch(search: Record<string, unknown>): TaskSearch {
  const q = typeof search['q'] === 'string' ? search['q'].trim().slice(0, 200) : '';
  return strip({
    status: readList(search['status'], TASK_STATUSES),
    source: readList(search['source'], TASK_SOURCES),
    priority: readList(search['priority'], TASK_PRIORITIES),
    agent: readTexts(search['agent']),
    label: readTexts(search['label']),
    trigger: readTexts(search['trigger']),
    parent: readTexts(search['parent'])?.flatMap((text) => (text === 'none' ? text : (readId(text) ?? []))),
    failure_code: readTexts(search['failure_code']),
    q: q === '' ? undefined : q,
    from: readWindowEdge(search['from']),
    to: readWindowEdge(search['to']),
    finished_from: readWindowEdge(search['finished_from']),
    finished_to: readWindowEdge(search['finished_to']),
    waiting_over: readDuration(search['waiting_over']),
    sort: readOne(search['sort'], TASK_SORTS),
    page: readWhole(search['page'], 1, 100_000),
    as_of: readMoment(search['as_of']),
    per_page: readOne(search['per_page'], PAGE_SIZES),
    columns: readList(search['columns'], TASK_COLUMNS),
    density: readOne(search['density'], DENSITIES),
    peek: readId(search['peek']),
    open: readRowKeys(search['open']),
  });
}

/** What tells one list from another: the view without how it looks. Relative times are as they stand in the address. */
export function toListKey(search: TaskSearch): TaskSearch {
  const { columns: _columns, density: _density, peek: _peek, open: _open, ...list } = search;
  return { ...list, sort: sortOf(search), page: pageOf(search), per_page: pageSizeOf(search) };
}

/** The API's query for a view. Relative times count from the moment it is anchored at, else from `now` (ms since 1970). */
export function toListQuery(search: TaskSearch, now: number): Partial<ListTasksQuery> {
  const { as_of } = search;
  return {
    ...toApiFilter(toFilter(search), as_of === undefined ? now : Date.parse(as_of)),
    ...(as_of === undefined ? {} : { as_of }),
    sort: sortOf(search),
    page: pageOf(search),
    per_page: pageSizeOf(search),
  };
}

type ApiFilter = Omit<TaskFilter, 'from' | 'to'> & { created_from?: string; created_to?: string };

/** The API's filters. Relative times count from `now`, in milliseconds since 1970. */
export function toApiFilter(
  { from, to, finished_from, finished_to, ...filter }: TaskFilter,
  now: number,
): ApiFilter {
  const edges = { created_from: from, created_to: to, finished_from, finished_to };
  const resolved = Object.entries(edges).flatMap(([name, edge]) =>
    edge === undefined ? [] : [[name, resolveEdge(edge, now)] as const],
  );
  return { ...filter, ...Object.fromEntries(resolved) };
}

/** `search` with `change`; any change but of the page itself goes back to page 1, and to the newest tasks. */
export function changeSearch(search: TaskSearch, change: Loose<TaskSearch>): TaskSearch {
  return strip({ ...search, page: undefined, as_of: undefined, open: undefined, ...change });
}

/** `search` with another look at the same tasks. */
export function changeLook(
  search: TaskSearch,
  change: Loose<Pick<TaskSearch, 'columns' | 'density' | 'peek' | 'open'>>,
): TaskSearch {
  return strip({ ...search, ...change });
}

/** What narrows the list, without its order, page and look. */
export function toFilter(search: TaskSearch): TaskFilter {
  const {
    sort: _sort,
    page: _page,
    as_of: _anchor,
    per_page: _size,
    columns: _columns,
    density: _density,
    peek: _peek,
    open: _open,
    ...filter
  } = search;
  return filter;
}

export const sortOf = (search: TaskSearch): TaskSort => search.sort ?? DEFAULT_SORT;
export const pageOf = (search: TaskSearch): number => search.page ?? 1;
export const pageSizeOf = (search: TaskSearch): (typeof PAGE_SIZES)[number] =>
  search.per_page ?? DEFAULT_PAGE_SIZE;

export const isFiltered = (search: TaskSearch): boolean => Object.keys(toFilter(search)).length > 0;

/** All tasks, in the same order and look. */
export function withoutFilters({ sort, per_page, columns, density }: TaskSearch): TaskSearch {
  return strip({ sort, per_page, columns, density });
}

export type Loose<T> = { [Key in keyof T]?: T[Key] | undefined };

function strip(search: Loose<TaskSearch>): TaskSearch {
  const stripped: Loose<TaskSearch> = {
    ...search,
    sort: search.sort === DEFAULT_SORT ? undefined : search.sort,
    page: search.page === 1 ? undefined : search.page,
    per_page: search.per_page === DEFAULT_PAGE_SIZE ? undefined : search.per_page,
    columns: normalColumns(search.columns),
    to: search.to === 'now' ? undefined : search.to,
    finished_to: search.finished_to === 'now' ? undefined : search.finished_to,
  };
  return Object.fromEntries(
    Object.entries(stripped).filter(([, value]) => value !== undefined && !isEmpty(value)),
  ) as TaskSearch;
}

const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);
