import {
  webhookEndpoints,
  type CreateWebhookRequest,
  type UpdateWebhookRequest,
  type Webhook,
  type WebhookDelivery,
  type WebhookWithSecret,
} from '@taskhelm/contract';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';
import type { DeliverySearch } from './delivery-search.ts';

const WATCHED_MS = 5_000;

export const noticeQueries = {
  list: () =>
    queryOptions({
      queryKey: queryKeys.noticeList,
      queryFn: ({ signal }) => call(webhookEndpoints.list, { signal }),
      refetchInterval: (query) => steadied(WATCHED_MS, query),
    }),
  deliveries: (id: string, search: DeliverySearch) =>
    queryOptions({
      queryKey: queryKeys.noticeDeliveries(id, search),
      queryFn: ({ signal }) => {
        const { state, page, as_of } = search;
        const query = {
          ...(state && { state: [state] }),
          ...(page && { page }),
          ...(as_of && { as_of }),
        };
        return call(webhookEndpoints.deliveries, { params: { id }, query, signal });
      },
      placeholderData: keepPreviousData,
      refetchInterval: (query) => steadied(WATCHED_MS, query),
    }),
};

function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: queryKeys.notices });
}

/** What is sent may hold a password and the answer holds the secret: both are forgotten when the caller unmounts. */
export function useCreateNotice() {
  const refresh = useRefresh();
  return useMutation({
    gcTime: 0,
    mutationFn: (body: CreateWebhookRequest): Promise<WebhookWithSecret> =>
      call(webhookEndpoints.create, { body }),
    onSuccess: refresh,
  });
}

/** As useCreateNotice. */
export function useUpdateNotice() {
  const refresh = useRefresh();
  return useMutation({
    gcTime: 0,
    mutationFn: ({ id, body }: { id: string; body: UpdateWebhookRequest }) =>
      call(webhookEndpoints.update, { params: { id }, body }),
    onSuccess: refresh,
  });
}

/** Shown as switched at once, and as before where the server refused. */
export function useSwitchNotice() {
  const queryClient = useQueryClient();
  const { queryKey } = noticeQueries.list();
  return useMutation({
    mutationFn: ({ notice, enabled }: { notice: Webhook; enabled: boolean }) =>
      call(webhookEndpoints.update, { params: { id: notice.id }, body: { enabled } }),
    onMutate: async ({ notice, enabled }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      const switched = (one: Webhook): Webhook =>
        one.id === notice.id ? { ...one, enabled, disabled_reason: null } : one;
      queryClient.setQueryData(queryKey, (list) => list && { data: list.data.map(switched) });
      return before;
    },
    onError: (error, { notice }, before) => {
      queryClient.setQueryData(queryKey, before);
      toastError(`${notice.name} was not changed`, error);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.notices }),
  });
}

/** The answer holds the secret. */
export function useRotateSecret() {
  const refresh = useRefresh();
  return useMutation({
    gcTime: 0,
    mutationFn: (notice: Webhook): Promise<WebhookWithSecret> =>
      call(webhookEndpoints.rotate, { params: { id: notice.id } }),
    onError: (error, notice) => toastError(`${notice.name} has its secret as before`, error),
    onSuccess: refresh,
  });
}

export function useTestNotice() {
  return useMutation({
    mutationFn: (notice: Webhook) => call(webhookEndpoints.test, { params: { id: notice.id } }),
  });
}

export function useDeleteNotice(onDeleted?: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (notice: Webhook) => call(webhookEndpoints.remove, { params: { id: notice.id } }),
    onSuccess: (_answer, notice) => {
      toastSuccess(`Deleted “${notice.name}”`);
      onDeleted?.();
    },
    onError: (error, notice) => toastError(`“${notice.name}” was not deleted`, error),
    onSettled: refresh,
  });
}

export function useRedeliver(noticeId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (delivery: WebhookDelivery) =>
      call(webhookEndpoints.redeliver, { params: { id: noticeId, delivery_id: delivery.id } }),
    onSuccess: () => toastSuccess('It is sent again now'),
    onError: (error) => toastError('It is not sent again', error),
    onSettled: refresh,
  });
}
