import type { Response } from 'express';
import { AppError } from '../errors.ts';

/** A token that was revoked and a browser that has signed out are noticed within this time, in milliseconds. */
const CHECK_MS = 3_000;

/**
 * Aborts when the client has gone. `recheck` authorizes the caller again, for as long as the answer takes; when it
 * refuses, the signal aborts with that `AppError` as its reason.
 */
export function attendCaller(response: Response, recheck?: () => Promise<unknown>): AbortSignal {
  const controller = new AbortController();
  const check = (): void => {
    recheck?.().catch((error: unknown) => {
      if (error instanceof AppError && error.status < 500) controller.abort(error);
    });
  };
  const timer = recheck && setInterval(check, CHECK_MS);
  response.once('close', () => {
    clearInterval(timer);
    controller.abort();
  });
  return controller.signal;
}
