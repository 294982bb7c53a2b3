import {
  taskEndpoints,
  type EndpointInput,
  type RetryTaskRequest,
  type Task,
  type TaskDetail,
} from '@taskhelm/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';

/** A repeat with the same `idempotencyKey` cannot make a second task. */
export function useCreateTask() {
  const keep = useKeepTask();
  return useMutation({
    mutationFn: (input: {
      body: EndpointInput<typeof taskEndpoints.create>['body'];
      idempotencyKey: string;
    }) =>
      call(taskEndpoints.create, { body: input.body, headers: { 'idempotency-key': input.idempotencyKey } }),
    onSuccess: keep,
  });
}

export function useCancelTask() {
  const keep = useKeepTask();
  return useMutation({
    mutationFn: (task: Pick<Task, 'id' | 'title'>) =>
      call(taskEndpoints.cancel, { params: { id: task.id }, body: {} }),
    onSuccess: (task) => {
      keep(task);
      toastSuccess(`Cancelled “${task.title}”`);
    },
    onError: (error, task) => {
      keep(null);
      toastError(`“${task.title}” was not cancelled`, error);
    },
  });
}

export function useRetryTask(onCreated: (task: TaskDetail) => void) {
  const keep = useKeepTask();
  return useMutation({
    mutationFn: (input: { id: string; body?: RetryTaskRequest }) =>
      call(taskEndpoints.retry, { params: { id: input.id }, body: input.body ?? {} }),
    onSuccess: (task) => {
      keep(task);
      onCreated(task);
    },
    onError: (error) => toastError('The task was not run again', error),
  });
}

/** Puts the answered task into the cache and has every list read again. */
function useKeepTask(): (task: TaskDetail | null) => void {
  const queryClient = useQueryClient();
  return (task) => {
    if (task) queryClient.setQueryData(queryKeys.task(task.id), task);
    void queryClient.invalidateQueries({
      queryKey: queryKeys.tasks,
      predicate: (query) => task === null || query.queryKey[2] !== task.id,
    });
    void queryClient.invalidateQueries({ queryKey: queryKeys.inputs });
  };
}
