import { focusManager, type QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** How the app keeps up with the server. `offline` is told by what came of the last reads. */
export type LiveState = {
  mode: 'on' | 'paused' | 'offline';
  /** When the server last answered; 0 before the first time. */
  updatedAt: number;
  /** The server serves another build than the one this page began with. */
  hasNewBuild: boolean;
};

let isPaused = false;
let isOffline = false;
let build: string | null = null;
let state: LiveState = { mode: 'on', updatedAt: 0, hasNewBuild: false };
const listeners = new Set<() => void>();

function update(change: Partial<LiveState>): void {
  const mode = isPaused ? 'paused' : isOffline ? 'offline' : 'on';
  state = { ...state, ...change, mode };
  for (const listener of listeners) listener();
}

/**
 * Nothing is read by itself while nobody looks, and a paused app counts as not looked at: that stops intervals and reads
 * on focus and reconnection alike, and the moment it goes on everything is read once.
 */
export function setPaused(paused: boolean): void {
  isPaused = paused;
  focusManager.setFocused(paused ? false : undefined);
  update({});
}

/** The server has answered, or it could not be reached. */
export function noteAnswer(answered: boolean): void {
  isOffline = !answered;
  update(answered ? { updatedAt: Date.now() } : {});
}

export function noteBuild(id: string): void {
  build ??= id;
  if (build !== id && !state.hasNewBuild) update({ hasNewBuild: true });
}

/** Reads everything on the page again, paused or not. */
export function refreshNow(queryClient: QueryClient): void {
  void queryClient.refetchQueries({ type: 'active' });
}

export const isLivePaused = (): boolean => isPaused;

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => state);
}

export function useLivePaused(): boolean {
  return useSyncExternalStore(subscribe, isLivePaused);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
