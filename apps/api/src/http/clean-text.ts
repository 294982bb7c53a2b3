/**
 * The same value with text that Postgres can store: no NUL, no half surrogate pair; both become U+FFFD. Keys that reach
 * into prototypes are kept as plain own keys, for the schemas to refuse.
 */
export function cleanText(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\u{FFFD}');
  if (Array.isArray(value)) return value.map(cleanText);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [cleanText(key), cleanText(part)]));
}
