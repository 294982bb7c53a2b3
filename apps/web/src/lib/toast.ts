import { Toast } from '@base-ui/react/toast';
import { ApiError } from './api-client.ts';

export const toastManager = Toast.createToastManager();

/** Something went well; gone after 5 s. */
export function toastSuccess(title: string, action?: { label: string; run: () => void }): void {
  toastManager.add({
    title,
    timeout: 5_000,
    type: 'success',
    ...(action ? { actionProps: { children: action.label, onClick: action.run } } : {}),
  });
}

/** Something did not; stays until it is closed. */
export function toastError(title: string, error: Error): void {
  const requestId = error instanceof ApiError && error.requestId ? ` (request ${error.requestId})` : '';
  toastManager.add({
    title,
    description: `${error.message}${requestId}`,
    timeout: 0,
    type: 'error',
    priority: 'high',
  });
}
