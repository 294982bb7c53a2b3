import { ERROR_STATUS, type ErrorCode, type ErrorDetail } from '@taskhelm/contract';

/** An expected failure, told to the caller as it stands. `message` is a sentence a person can act on. */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetail[] | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetail[]) {
    super(message);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** Too many requests of one kind; the caller is told in how many seconds the next one is taken. */
export class TooManyRequestsError extends AppError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super('too_many_requests', message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const notFound = (what: string): AppError => new AppError('not_found', `There is no such ${what}.`);

/** The task is no longer this worker's: it was cancelled, or taken over. Whoever sees it stops and writes nothing. */
export class TaskLostError extends Error {
  override name = 'TaskLostError';
}
