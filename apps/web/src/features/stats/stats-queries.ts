import {
  inputEndpoints,
  statsEndpoints,
  taskEndpoints,
  usageEndpoints,
  type TaskStatus,
} from '@taskhelm/contract';
import { keepPreviousData, queryOptions, type Query } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { resolveEdge } from '../../lib/time-window.ts';
import type { StatsScope } from './overview-search.ts';

const WATCHED_MS = 30_000;
const OPEN: TaskStatus[] = ['pending', 'in_progress', 'needs_input'];

/** Read again while it is looked at; another choice leaves the old numbers in place until the new are there. */
export const watched = {
  refetchInterval: (query: Pick<Query, 'queryHash'>) => steadied(WATCHED_MS, query),
  placeholderData: keepPreviousData,
};

/** Relative times count from now, anew with every reading. */
function toRange({ from, to, agent }: StatsScope) {
  const now = Date.now();
  return {
    from: resolveEdge(from, now),
    ...(to === 'now' ? {} : { to: resolveEdge(to, now) }),
    ...(agent ? { agent } : {}),
  };
}

export const statsQueries = {
  /** How many tasks are open now, by status. */
  open: (agent: string[] | undefined) =>
    queryOptions({
      queryKey: queryKeys.openCounts(agent),
      queryFn: ({ signal }) => call(statsEndpoints.tasks, { query: { status: OPEN, agent }, signal }),
      select: (stats) => stats.by_status,
      ...watched,
    }),
  /** What has waited longest for a person, whoever may have put it off; null where nothing waits. */
  oldestInput: (agent: string[] | undefined) =>
    queryOptions({
      queryKey: queryKeys.oldestInput(agent),
      queryFn: ({ signal }) =>
        call(inputEndpoints.list, { query: { per_page: 1, agent, snoozed: 'include' }, signal }),
      select: (page) => page.data[0] ?? null,
      ...watched,
    }),
  throughput: (scope: StatsScope) =>
    queryOptions({
      queryKey: queryKeys.throughput(scope),
      queryFn: ({ signal }) => call(statsEndpoints.throughput, { query: toRange(scope), signal }),
      ...watched,
    }),
  durations: (scope: StatsScope) =>
    queryOptions({
      queryKey: queryKeys.durations(scope),
      queryFn: ({ signal }) => call(statsEndpoints.durations, { query: toRange(scope), signal }),
      ...watched,
    }),
  failures: (scope: StatsScope) =>
    queryOptions({
      queryKey: queryKeys.failures(scope),
      queryFn: ({ signal }) => call(statsEndpoints.failures, { query: toRange(scope), signal }),
      ...watched,
    }),
  /** Of whole days in UTC. */
  usage: (scope: StatsScope) =>
    queryOptions({
      queryKey: queryKeys.usage(scope),
      queryFn: ({ signal }) => call(usageEndpoints.report, { query: toRange(scope), signal }),
      select: (report) => report.total,
      ...watched,
    }),
  /** Whether there is any task at all. */
  anyTask: () =>
    queryOptions({
      queryKey: queryKeys.anyTask,
      queryFn: ({ signal }) => call(taskEndpoints.list, { query: { per_page: 1 }, signal }),
      select: (page) => page.total > 0,
    }),
};
