import {
  AISDKError,
  APICallError,
  InvalidResponseDataError,
  JSONParseError,
  TypeValidationError,
} from '@ai-sdk/provider';
import { ModelFailure } from './model.ts';
import { readErrorDetails } from './read-error-details.ts';
import { readRetryAfter } from './read-retry-after.ts';
import { ToolError } from './tool.ts';

/** What went wrong in a model call, in our words, whatever a provider threw or sent. */
export function explainModelError(error: unknown, modelId: string): ModelFailure {
  const own = causeOfKind(error, ModelFailure);
  if (own) return own;
  // The guard's words where it kept the call from leaving.
  const refused = causeOfKind(error, ToolError);
  if (refused) return new ModelFailure('model_rejected', `${modelId} was not called: ${refused.message}`);
  if (APICallError.isInstance(error)) return explainCallError(error, modelId);
  if (isUnreadable(error)) return invalidAnswer(modelId);
  if (AISDKError.isInstance(error)) {
    return new ModelFailure(
      'model_rejected',
      `${modelId} cannot be called like this: ${brief(error.message)}`,
    );
  }
  const status = numberOf(error, 'statusCode') ?? numberOf(error, 'status');
  if (status !== null && status >= 400 && status < 500 && !isBusy(status)) {
    return rejected(status, messageOf(error), modelId);
  }
  // What a provider says in the middle of a stream is an object; an Error is a connection that was lost there.
  return unavailable(modelId, messageOf(error), { outage: !(error instanceof Error) });
}

/** What was thrown on purpose: a connection, and the SDK once it has begun to read, wrap it in errors of their own. */
function causeOfKind<Kind extends Error>(error: unknown, kind: new (...args: never[]) => Kind): Kind | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof kind) return cause;
  }
  return null;
}

function explainCallError(error: APICallError, modelId: string): ModelFailure {
  const status = error.statusCode;
  if (status === undefined) return unavailable(modelId, causeOf(error), { outage: true });
  if (status < 400) return invalidAnswer(modelId);
  const details = readErrorDetails(error.responseBody);
  if (details.isKeyRefused) return refusedKey(status, modelId);
  if (status < 500 && !isBusy(status)) return rejected(status, error.message, modelId);
  const retryAfterMs = readRetryAfter(error.responseHeaders) ?? details.retryAfterMs;
  return unavailable(modelId, `HTTP ${status}: ${error.message}`, { outage: true, retryAfterMs });
}

/** `ECONNREFUSED` and the like, which are said by the innermost cause. */
function causeOf(error: Error): string {
  let cause: unknown = error;
  while (cause instanceof Error && cause.cause) cause = cause.cause;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? `${error.message}: ${code}` : error.message;
}

function isBusy(status: number): boolean {
  return status === 408 || status === 409 || status === 425 || status === 429;
}

function isUnreadable(error: unknown): boolean {
  return (
    InvalidResponseDataError.isInstance(error) ||
    JSONParseError.isInstance(error) ||
    TypeValidationError.isInstance(error) ||
    (AISDKError.isInstance(error) && error.name === 'AI_EmptyResponseBodyError')
  );
}

type Waiting = { outage: boolean; retryAfterMs?: number | null };

function unavailable(modelId: string, reason: string, waiting: Waiting): ModelFailure {
  const message = `${modelId} could not be reached or did not finish (${brief(reason)}). Retry the task later, or give the agent another model.`;
  return new ModelFailure('model_unavailable', message, { retryable: true, ...waiting });
}

function invalidAnswer(modelId: string): ModelFailure {
  const message = `${modelId} sent an answer that could not be read. Check that its base URL is the one of a chat API, or give the agent another model.`;
  return new ModelFailure('model_invalid_answer', message, { retryable: true });
}

function rejected(status: number, reason: string, modelId: string): ModelFailure {
  if (status === 401 || status === 403) return refusedKey(status, modelId);
  const advice =
    status === 404 ? 'Check the name of the model and the base URL.' : 'Check the model and the task.';
  return new ModelFailure(
    'model_rejected',
    `${modelId} refused the request (HTTP ${status}: ${brief(reason)}). ${advice}`,
  );
}

/** Providers repeat parts of a key when they refuse it, so their words are left out. */
function refusedKey(status: number, modelId: string): ModelFailure {
  return new ModelFailure(
    'model_rejected',
    `${modelId} refused the API key (HTTP ${status}). Check the key.`,
  );
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'string') return error;
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : null;
  return typeof message === 'string' ? message : 'no reason given';
}

function numberOf(error: unknown, key: 'status' | 'statusCode'): number | null {
  if (typeof error !== 'object' || error === null || !(key in error)) return null;
  const value = (error as Record<string, unknown>)[key];
  return typeof value === 'number' ? value : null;
}

function brief(reason: string): string {
  const text = reason
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\b(sk|bb|key)[-_][\w-]{8,}/g, '…')
    .trim();
  return text.length > 300 ? `${text.slice(0, 300)}…` : text.replace(/\.$/, '');
}
