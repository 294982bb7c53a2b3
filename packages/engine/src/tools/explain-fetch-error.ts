import { ToolError } from '../tool.ts';

/** Says what went wrong on the way; addresses and internals of the network stay out of it. */
export function explainFetchError(error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof ToolError) throw cause;
  if (error instanceof Error && error.name === 'AbortError') throw error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  throw new ToolError(`The request failed${/^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : ''}.`);
}
