import { triggerEndpoints, type TriggerKind } from '@taskhelm/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';

const WATCH_MS = 5_000;
const DELIVERIES_PER_PAGE = 20;

export const triggerQueries = {
  list: (kind: TriggerKind | undefined) =>
    queryOptions({
      queryKey: queryKeys.triggerList(kind),
      queryFn: ({ signal }) => call(triggerEndpoints.list, { query: kind ? { kind: [kind] } : {}, signal }),
      select: (answer) => answer.data,
      placeholderData: keepPreviousData,
      refetchInterval: (query) => steadied(WATCH_MS, query),
    }),

  one: (id: string) =>
    queryOptions({
      queryKey: queryKeys.trigger(id),
      queryFn: ({ signal }) => call(triggerEndpoints.get, { params: { id }, signal }),
      refetchInterval: (query) => steadied(WATCH_MS, query),
    }),

  /** The server reckons, so that the words and moments shown are those that will be kept to. */
  preview: (cron: string, timeZone: string) =>
    queryOptions({
      queryKey: queryKeys.triggerPreview(cron, timeZone),
      queryFn: ({ signal }) =>
        call(triggerEndpoints.preview, { body: { cron, time_zone: timeZone }, signal }),
      enabled: cron !== '' && timeZone !== '',
      staleTime: 30_000,
      retry: false,
    }),

  deliveries: (id: string, page: number) =>
    queryOptions({
      queryKey: queryKeys.triggerDeliveries(id, page),
      queryFn: ({ signal }) =>
        call(triggerEndpoints.deliveries, {
          params: { id },
          query: { page, per_page: DELIVERIES_PER_PAGE },
          signal,
        }),
      placeholderData: keepPreviousData,
      refetchInterval: (query) => steadied(WATCH_MS, query),
    }),

  /** With its whole body, which never changes. */
  delivery: (id: string, deliveryId: string) =>
    queryOptions({
      queryKey: queryKeys.triggerDelivery(id, deliveryId),
      queryFn: ({ signal }) =>
        call(triggerEndpoints.delivery, { params: { id, delivery_id: deliveryId }, signal }),
      staleTime: Infinity,
    }),
};
