import { auditEndpoints } from '@taskhelm/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { resolveEdge } from '../../lib/time-window.ts';
import { DEFAULT_FROM, type AuditSearch } from './audit-search.ts';
import { knownActions } from './audit-words.ts';

const PER_PAGE = 50;

export const auditQueries = {
  /** Read when it is opened, and not by itself: what somebody reads stays where it is. */
  list: (search: AuditSearch) =>
    queryOptions({
      queryKey: queryKeys.audit(search),
      queryFn: ({ signal }) => {
        const { action, actor, subject_id, from = DEFAULT_FROM, to, page, as_of } = search;
        const actions = knownActions(action);
        const now = Date.now();
        const query = {
          per_page: PER_PAGE,
          from: resolveEdge(from, now),
          ...(to && { to: resolveEdge(to, now) }),
          ...(actions && { action: actions }),
          ...(actor && { actor }),
          ...(subject_id && { subject_id: [subject_id] }),
          ...(page && { page }),
          ...(as_of && { as_of }),
        };
        return call(auditEndpoints.list, { query, signal });
      },
      placeholderData: keepPreviousData,
      refetchOnWindowFocus: false,
      // Whoever comes back sees the newest at once, not what was there before.
      gcTime: 0,
    }),
};
