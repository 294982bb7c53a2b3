import {
  triggerEndpoints,
  type EndpointInput,
  type Json,
  type Trigger,
  type UpdateTriggerRequest,
} from '@taskhelm/contract';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';

/** The answer may hold a secret. It is forgotten when the caller unmounts. */
export function useCreateTrigger() {
  const queryClient = useQueryClient();
  return useMutation({
    gcTime: 0,
    mutationFn: (body: EndpointInput<typeof triggerEndpoints.create>['body']) =>
      call(triggerEndpoints.create, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.triggers }),
  });
}

export function useUpdateTrigger() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ trigger, change }: { trigger: Trigger; change: UpdateTriggerRequest }) =>
      call(triggerEndpoints.update, { params: { id: trigger.id }, body: change }),
    onSuccess: (trigger) => {
      queryClient.setQueryData(queryKeys.trigger(trigger.id), trigger);
      toastSuccess(`Saved “${trigger.name}”`);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.triggers }),
  });
}

/** On or off at once; put back where the server does not agree. Switching off can be undone. */
export function useSwitchTrigger() {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ trigger, enabled }: { trigger: Trigger; enabled: boolean }) =>
      call(triggerEndpoints.update, { params: { id: trigger.id }, body: { enabled } }),
    onMutate: async ({ trigger, enabled }) => {
      await queryClient.cancelQueries({ queryKey: queryKeys.triggers });
      return patchCache(queryClient, { ...trigger, enabled });
    },
    onError: (error, { trigger, enabled }, restore) => {
      restore?.();
      toastError(`“${trigger.name}” was not ${enabled ? 'resumed' : 'paused'}`, error);
    },
    onSuccess: (trigger) => {
      if (trigger.enabled) return;
      const run = (): void => mutation.mutate({ trigger, enabled: true });
      toastSuccess(`Paused “${trigger.name}”`, { label: 'Undo', run });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.triggers }),
  });
  return mutation;
}

/** Shows `changed` wherever the trigger is shown; returns what takes it back. */
function patchCache(queryClient: QueryClient, changed: Trigger): () => void {
  const lists = queryClient.getQueriesData<{ data: Trigger[] }>({ queryKey: queryKeys.triggerLists });
  const one = queryClient.getQueryData<Trigger>(queryKeys.trigger(changed.id));
  for (const [key, list] of lists) {
    const data = list?.data.map((trigger) => (trigger.id === changed.id ? changed : trigger));
    if (data) queryClient.setQueryData(key, { data });
  }
  if (one) queryClient.setQueryData(queryKeys.trigger(changed.id), changed);
  return () => {
    for (const [key, list] of lists) queryClient.setQueryData(key, list);
    if (one) queryClient.setQueryData(queryKeys.trigger(changed.id), one);
  };
}

export function useRemoveTrigger(onRemoved: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (trigger: Trigger) => call(triggerEndpoints.remove, { params: { id: trigger.id } }),
    onSuccess: (_nothing, trigger) => {
      toastSuccess(`Deleted “${trigger.name}”`);
      onRemoved();
      queryClient.removeQueries({ queryKey: queryKeys.trigger(trigger.id) });
      void queryClient.invalidateQueries({ queryKey: queryKeys.triggerLists });
    },
    onError: (error, trigger) => toastError(`“${trigger.name}” was not deleted`, error),
  });
}

/** Makes a task now; `payload` is for webhooks. */
export function useFireTrigger(onCreated: (taskId: string) => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ trigger, payload }: { trigger: Trigger; payload?: Json }) =>
      call(triggerEndpoints.fire, {
        params: { id: trigger.id },
        body: payload === undefined ? {} : { payload },
      }),
    onSuccess: (task, { trigger }) => {
      refresh();
      toastSuccess(`“${trigger.name}” made a task`, { label: 'Open task', run: () => onCreated(task.id) });
    },
    onError: (error, { trigger }) => toastError(`“${trigger.name}” did not run`, error),
  });
}

export function useRedeliver(triggerId: string, onCreated: (taskId: string) => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (deliveryId: string) =>
      call(triggerEndpoints.redeliver, { params: { id: triggerId, delivery_id: deliveryId } }),
    onSuccess: (task) => {
      refresh();
      toastSuccess('The delivery made another task', { label: 'Open task', run: () => onCreated(task.id) });
    },
    onError: (error) => toastError('The delivery was not sent again', error),
  });
}

/** The answer holds the new secret. It is forgotten when the caller unmounts. */
export function useAddSecret() {
  const refresh = useRefresh();
  return useMutation({
    gcTime: 0,
    mutationFn: (triggerId: string) =>
      call(triggerEndpoints.addSecret, { params: { id: triggerId }, body: {} }),
    onSuccess: refresh,
    onError: (error) => toastError('No secret was added', error),
  });
}

export function useRemoveSecret(triggerId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (secretId: string) =>
      call(triggerEndpoints.removeSecret, { params: { id: triggerId, secret_id: secretId } }),
    onSuccess: refresh,
    onError: (error) => toastError('The secret was not removed', error),
  });
}

function useRefresh(): () => void {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.triggers });
    void queryClient.invalidateQueries({ queryKey: queryKeys.tasks });
  };
}
