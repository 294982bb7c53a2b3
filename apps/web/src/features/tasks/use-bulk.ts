import { BULK_IDS_LIMIT, bulkEndpoints, type BulkRequest, type BulkResponse } from '@taskhelm/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';
import { describeBulk, type BulkAction } from './describe-bulk.ts';

/** Chosen tasks, or all that match a filter up to the moment of the list. */
export type BulkTarget = { ids: string[] } | Pick<BulkRequest, 'filter' | 'as_of'>;
export type BulkAct = { action: BulkAction } & Pick<BulkRequest, 'add_labels' | 'remove_labels' | 'reason'>;

const FAILED: Record<BulkAction, string> = {
  cancel: 'The tasks were not cancelled',
  retry: 'The tasks were not started again',
  label: 'The tasks were not labelled',
};

/** `onDone` is told the ids of those that it could not be done to. */
export function useBulk(onDone: (skipped: string[]) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ act, target }: { act: BulkAct; target: BulkTarget }) => runBulk(act, target),
    onSuccess: (answer, { act }) => {
      const text = describeBulk(act.action, answer);
      if (answer.done > 0) toastSuccess(text);
      else toastError(FAILED[act.action], new Error(text));
      onDone(answer.skipped.map(({ id }) => id));
    },
    onError: (error, { act }) => toastError(FAILED[act.action], error),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.tasks });
      void queryClient.invalidateQueries({ queryKey: queryKeys.inputs });
    },
  });
}

/** As many requests as the ids need. */
async function runBulk(act: BulkAct, target: BulkTarget): Promise<BulkResponse> {
  if (!('ids' in target)) return call(bulkEndpoints.run, { body: { ...act, ...target } });
  const sum: BulkResponse = { matched: 0, done: 0, skipped: [] };
  for (let at = 0; at < target.ids.length; at += BULK_IDS_LIMIT) {
    const ids = target.ids.slice(at, at + BULK_IDS_LIMIT);
    const answer = await call(bulkEndpoints.run, { body: { ...act, ids } });
    sum.matched += answer.matched;
    sum.done += answer.done;
    sum.skipped.push(...answer.skipped);
  }
  return sum;
}
