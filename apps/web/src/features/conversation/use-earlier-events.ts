import { useMutation, useQueryClient } from '@tanstack/react-query';
import { loadEarlier, loadEarlierUntil } from './event-queries.ts';

/** Reads the page before those that are there, or all pages back to an event. */
export function useEarlierEvents(sessionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (until: 'page' | number) =>
      until === 'page'
        ? loadEarlier(queryClient, sessionId)
        : loadEarlierUntil(queryClient, sessionId, until),
  });
}
