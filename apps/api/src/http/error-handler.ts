import type { ErrorRequestHandler } from 'express';
import type { ErrorBody, ErrorCode } from '@taskhelm/contract';
import { isConflict } from '../db/repeat-on-conflict.ts';
import { isDiskFull } from '../db/disk-reserve.ts';
import { isDatabaseAway, sqlState } from '../db/sql-state.ts';
import { AppError, TooManyRequestsError } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** SQLSTATEs of a well-formed date or zone that Postgres cannot hold, such as the year 0. */
const DATE_OUT_OF_RANGE = ['22007', '22008', '22009'];

/** The one place where an error becomes an answer. What is not expected is logged whole and told without details. */
export function createErrorHandler(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // oxlint-disable-next-line max-params
  return (error: unknown, request, response, _next) => {
    const known = toAppError(error, request.method);
    if (known.status >= 500) {
      const level = known.status === 503 ? 'warn' : 'error';
      logger[level]({ err: error, request_id: request.id }, 'request failed');
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (known.status === 401) response.set('WWW-Authenticate', 'Bearer realm="Taskhelm"');
    if (known.status === 503) response.set('Retry-After', '2');
    if (known instanceof TooManyRequestsError) response.set('Retry-After', String(known.retryAfterSeconds));
    else if (known.status === 429 && !response.get('Retry-After')) response.set('Retry-After', '5');
    const body: ErrorBody = {
      error: known.message,
      code: known.code,
      request_id: response.get('X-Request-Id') ?? '',
    };
    response.status(known.status).json(known.details ? { ...body, details: known.details } : body);
  };
}

function toAppError(error: unknown, method: string): AppError {
  if (error instanceof AppError) return error;
  const expressError = fromExpress(error);
  if (expressError) return expressError;
  const state = sqlState(error);
  if (state && DATE_OUT_OF_RANGE.includes(state)) {
    return new AppError(
      method === 'GET' ? 'invalid_query' : 'validation_failed',
      'A date is out of range, or its offset from UTC is.',
    );
  }
  if (isDiskFull(error))
    return new AppError('disk_full', 'The disk of the database is full; nothing was stored.');
  if (isDatabaseAway(error))
    return new AppError('unavailable', 'The database cannot be reached at the moment; try again.');
  if (isConflict(error))
    return new AppError('unavailable', 'Others are changing the same at the moment; try again.');
  return new AppError(
    'internal_error',
    'Something went wrong here; the request id helps to find it in the log.',
  );
}

const PARSER_CODES: Record<string, [ErrorCode, string]> = {
  'entity.parse.failed': ['malformed_json', 'The body is not well-formed JSON.'],
  'entity.too.large': ['body_too_large', 'The body is larger than 1 MB.'],
  'charset.unsupported': ['unsupported_media_type', 'Send the JSON in UTF-8.'],
  'encoding.unsupported': ['unsupported_media_type', 'Send the body without Content-Encoding.'],
  'request.aborted': ['bad_request', 'The request ended before its body did.'],
  'request.size.invalid': ['bad_request', 'The body is not as long as Content-Length says.'],
};

/** What the body parser and the file server throw. A path that leads out of the web app is one that does not exist. */
function fromExpress(error: unknown): AppError | null {
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  const known = type ? PARSER_CODES[type] : undefined;
  if (known) return new AppError(...known);
  if (status === 403 || status === 404) return new AppError('not_found', 'There is no such file.');
  return status !== undefined && status >= 400 && status < 500
    ? new AppError('bad_request', 'The request is malformed.')
    : null;
}
