/** Milliseconds that a `retry-after` header asks to wait, in seconds or as a date; null where there is none. */
export function readRetryAfter(
  headers: Record<string, string> | undefined,
  now: number = Date.now(),
): number | null {
  const value = headers?.['retry-after']?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
