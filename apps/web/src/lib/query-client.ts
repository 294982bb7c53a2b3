import { MutationCache, QueryCache, QueryClient, type Query } from '@tanstack/react-query';
import { ApiError, NetworkError } from './api-client.ts';
import { isLivePaused, noteAnswer } from './live-mode.ts';
import { backOff } from './poll-interval.ts';

const failuresInARow = new Map<string, number>();

/** `onSignedOut` is called when the server no longer knows this browser. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const checkSignedOut = (error: Error): void => {
    if (error instanceof ApiError && error.code === 'unauthenticated') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({
      onSuccess: (_data, query) => {
        failuresInARow.delete(query.queryHash);
        noteAnswer(true);
      },
      onError: (error, query) => {
        failuresInARow.set(query.queryHash, (failuresInARow.get(query.queryHash) ?? 0) + 1);
        noteAnswer(!isPassing(error));
        checkSignedOut(error);
      },
    }),
    mutationCache: new MutationCache({ onError: checkSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 1_000,
        // A second try would wait until a paused app goes on.
        retry: (count, error) => count < 1 && isPassing(error) && !isLivePaused(),
        retryDelay: 400,
        refetchOnWindowFocus: 'always',
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Polls every `interval` while all goes well and less often while it does not. */
export function steadied(interval: number | false, query: Pick<Query, 'queryHash'>): number | false {
  return backOff(interval, failuresInARow.get(query.queryHash) ?? 0);
}

/** Errors that may be gone at the next try. */
export function isPassing(error: Error): boolean {
  return error instanceof NetworkError || (error instanceof ApiError && error.status >= 500);
}
