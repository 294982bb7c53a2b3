const MAX_DEPTH = 100;

/**
 * The same value as the database can hold it: no NUL characters, no lone surrogates, only finite numbers, and no
 * nesting that a later `JSON.stringify` could not walk. Everything that is recorded or returned passes here.
 */
export function wellFormed<Value>(value: Value): Value {
  return clean(value, 0) as Value;
}

export function wellFormedText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return wellFormedText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[nested too deeply]';
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [wellFormedText(key), clean(item, depth + 1)]));
}
