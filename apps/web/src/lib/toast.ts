import { Toast } from '@base-ui/react/toast';
import { ApiError } from './api-client.ts';

export const toastManager = Toast.createToastManager();
type Note = Parameters<typeof toastManager.add>[0];
const waiting: Note[] = [];
let isShowing = false;

/** Shows what came before there was a place for it, and from now on at once. Returns what ends that. */
export function showToasts(): () => void {
  isShowing = true;
  for (const note of waiting.splice(0)) toastManager.add(note);
  return () => {
    isShowing = false;
  };
}

/** The manager forgets what nobody listens for yet. */
function add(note: Note): void {
  if (isShowing) toastManager.add(note);
  else waiting.push(note);
}

/** Something went well; gone after 5 s, or 10 s where something can still be done about it. */
export function toastSuccess(title: string, action?: { label: string; run: () => void }): void {
  add({
    title,
    timeout: action ? 10_000 : 5_000,
    type: 'success',
    ...(action ? { actionProps: { children: action.label, onClick: action.run } } : {}),
  });
}

/** Something did not; stays until it is closed. */
export function toastError(title: string, error: Error): void {
  const requestId = error instanceof ApiError && error.requestId ? ` (request ${error.requestId})` : '';
  add({
    title,
    description: `${error.message}${requestId}`,
    timeout: 0,
    type: 'error',
    priority: 'high',
  });
}
