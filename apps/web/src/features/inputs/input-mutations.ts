import { inputEndpoints, type RespondRequest } from '@taskhelm/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, ApiError } from '../../lib/api-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { dropAnswerDraft } from './answer-draft.ts';

/** Sends an answer. The draft goes only when the server has taken it. */
export function useRespond(sessionId: string, callId: string) {
  const queryClient = useQueryClient();
  const readAgain = (): void => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.tasks });
    void queryClient.invalidateQueries({ queryKey: queryKeys.inputs });
  };
  return useMutation({
    mutationFn: (body: RespondRequest) => call(inputEndpoints.respond, { params: { id: sessionId }, body }),
    onSuccess: () => {
      dropAnswerDraft(callId);
      readAgain();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409) readAgain();
    },
  });
}
