import {
  taskEndpoints,
  type EndpointInput,
  type RetryTaskRequest,
  type Task,
  type TaskDetail,
} from '@taskhelm/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
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

/** It is final; a note offers the same task once more. */
export function useCancelTask() {
  const keep = useKeepTask();
  const navigate = useNavigate();
  const runAgain = (id: string): Promise<void> =>
    retryTask({ id }).then(
      (task) => {
        keep(task);
        void navigate({ to: '/tasks/$id', params: { id: task.id } });
      },
      (error: Error) => toastError(NOT_RUN, error),
    );
  return useMutation({
    mutationFn: ({ task, reason }: { task: Pick<Task, 'id' | 'title'>; reason?: string | undefined }) =>
      call(taskEndpoints.cancel, { params: { id: task.id }, body: reason ? { reason } : {} }),
    onSuccess: (task) => {
      keep(task);
      toastSuccess(`Cancelled “${task.title}”`, { label: 'Run it again', run: () => void runAgain(task.id) });
    },
    onError: (error, { task }) => {
      keep(null);
      toastError(`“${task.title}” was not cancelled`, error);
    },
  });
}

export function useRetryTask(onCreated: (task: TaskDetail) => void) {
  const keep = useKeepTask();
  return useMutation({
    mutationFn: retryTask,
    onSuccess: (task) => {
      keep(task);
      onCreated(task);
    },
    onError: (error) => toastError(NOT_RUN, error),
  });
}

const NOT_RUN = 'The task was not run again';

const retryTask = ({ id, body = {} }: { id: string; body?: RetryTaskRequest }): Promise<TaskDetail> =>
  call(taskEndpoints.retry, { params: { id }, body });

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
