import { snoozeEndpoints, type InboxItem, type SnoozeRequest } from '@taskhelm/contract';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';
import type { InputListQuery, InputPage } from './input-queries.ts';
import { expectedEnd } from './snooze-times.ts';

/** Put off at once, and back at once where the server does not agree (`onFailed`). It can be undone. */
export function useSnooze(onFailed: (item: InboxItem) => void) {
  const queryClient = useQueryClient();
  const wake = useWake(onFailed);
  return useMutation({
    mutationFn: ({ item, request }: { item: InboxItem; request: SnoozeRequest }) =>
      call(snoozeEndpoints.snooze, { params: { call_id: item.call_id }, body: request }),
    onMutate: async ({ item, request }) => {
      await queryClient.cancelQueries({ queryKey: queryKeys.inputs });
      return moveItem(queryClient, { ...item, snoozed_until: expectedEnd(request, Date.now()) });
    },
    onSuccess: (_snooze, { item }) =>
      toastSuccess(`Snoozed “${item.title}”`, { label: 'Undo', run: () => wake.mutate(item) }),
    onError: (error, { item }, restore) => {
      restore?.();
      onFailed(item);
      toastError(`“${item.title}” was not snoozed`, error);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.inputs }),
  });
}

/** Has a snoozed request back. */
export function useWake(onFailed: (item: InboxItem) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ call_id }: InboxItem) => call(snoozeEndpoints.wake, { params: { call_id } }),
    onMutate: async (item) => {
      await queryClient.cancelQueries({ queryKey: queryKeys.inputs });
      return moveItem(queryClient, { ...item, snoozed_until: null });
    },
    onError: (error, item, restore) => {
      restore?.();
      onFailed(item);
      toastError(`“${item.title}” stays snoozed`, error);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.inputs }),
  });
}

/** Shows a request among those that wait or those that are put off, and counts it there. Returns what takes that back. */
function moveItem(queryClient: QueryClient, item: InboxItem): () => void {
  const lists = queryClient.getQueriesData<InputPage>({ queryKey: queryKeys.inputLists });
  const count = queryClient.getQueryData<number>(queryKeys.inputCount);
  const one = queryClient.getQueryData<InboxItem>(queryKeys.input(item.call_id));
  for (const [key, page] of lists) {
    if (page) queryClient.setQueryData(key, patchPage(page, key[2] as InputListQuery, item));
  }
  const step = item.snoozed_until === null ? 1 : -1;
  if (count !== undefined) queryClient.setQueryData(queryKeys.inputCount, Math.max(0, count + step));
  if (one) queryClient.setQueryData(queryKeys.input(item.call_id), item);
  return () => {
    for (const [key, page] of lists) queryClient.setQueryData(key, page);
    queryClient.setQueryData(queryKeys.inputCount, count);
    queryClient.setQueryData(queryKeys.input(item.call_id), one);
  };
}

export function patchPage(page: InputPage, query: InputListQuery, item: InboxItem): InputPage {
  const others = page.data.filter(({ call_id }) => call_id !== item.call_id);
  const isOfAgent = query.agent?.includes(item.task.agent.name) ?? true;
  const isOfKind = query.kind?.includes(item.kind) ?? true;
  const belongs = (item.snoozed_until === null) === (query.snoozed === 'exclude') && isOfAgent && isOfKind;
  const data = belongs ? inOrder([...others, item], query) : others;
  return { ...page, data, total: page.total + data.length - page.data.length };
}

function inOrder(items: readonly InboxItem[], { sort }: InputListQuery): InboxItem[] {
  const sign = sort === '-asked_at' ? -1 : 1;
  return items.toSorted((a, b) => sign * (a.asked_at < b.asked_at ? -1 : a.asked_at > b.asked_at ? 1 : 0));
}
