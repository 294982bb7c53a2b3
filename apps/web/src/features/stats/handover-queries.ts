import { inputEndpoints, taskEndpoints } from '@taskhelm/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { resolveEdge } from '../../lib/time-window.ts';
import { watched } from './stats-queries.ts';

const MOST_ROWS = 100;

export const handoverQueries = {
  /** The oldest first; what one shift has put off waits for the next. */
  waiting: () =>
    queryOptions({
      queryKey: queryKeys.waitingInputs,
      queryFn: ({ signal }) =>
        call(inputEndpoints.list, { query: { per_page: MOST_ROWS, snoozed: 'include' }, signal }),
      ...watched,
    }),
  /** The newest answer first. */
  answered: (since: string) =>
    queryOptions({
      queryKey: queryKeys.answeredSince(since),
      queryFn: ({ signal }) => {
        const answered_from = resolveEdge(since, Date.now());
        const query = { answered_from, sort: '-answered_at' as const, per_page: MOST_ROWS };
        return call(inputEndpoints.list, { query, signal });
      },
      ...watched,
    }),
  /** The newest first. */
  finished: (status: 'completed' | 'cancelled', since: string) =>
    queryOptions({
      queryKey: queryKeys.finishedSince(status, since),
      queryFn: ({ signal }) => {
        const finished_from = resolveEdge(since, Date.now());
        const query = { status: [status], finished_from, sort: '-finished_at' as const, per_page: MOST_ROWS };
        return call(taskEndpoints.list, { query, signal });
      },
      ...watched,
    }),
};
