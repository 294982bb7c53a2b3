import { AppError } from '../errors.ts';

/** Schemas and views walk into what they are given, and deeper than this they would run out of stack. */
const MAX_DEPTH = 100;

/**
 * The same value with text that Postgres can store: no NUL, no half surrogate pair; both become U+FFFD. Keys that reach
 * into prototypes are kept as plain own keys, for the schemas to refuse. What is nested too deep is refused here.
 */
export function cleanText(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\u{FFFD}');
  if (value === null || typeof value !== 'object') return value;
  if (depth === MAX_DEPTH) {
    throw new AppError('validation_failed', `The JSON is nested more than ${MAX_DEPTH} levels deep.`);
  }
  if (Array.isArray(value)) return value.map((part) => cleanText(part, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [cleanText(key), cleanText(part, depth + 1)]),
  );
}
