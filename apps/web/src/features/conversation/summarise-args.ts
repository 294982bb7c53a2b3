import type { Json } from '@taskhelm/contract';

const MAX = 160;

/** Arguments in one line: the values that say most, short. */
export function summariseArgs(args: Json | undefined): string {
  if (args === undefined || args === null) return '';
  if (typeof args !== 'object') return cut(String(args));
  if (Array.isArray(args)) return cut(JSON.stringify(args));
  const entries = Object.entries(args);
  const request = summariseRequest(args);
  if (request !== null) return cut(request);
  const only = entries[0];
  if (entries.length === 1 && only && typeof only[1] === 'string') return cut(only[1]);
  return cut(
    entries
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(', '),
  );
}

/** Something that is fetched, whatever the tool is called. */
function summariseRequest({ method, url, ...rest }: Record<string, Json>): string | null {
  if (typeof url !== 'string' || typeof method !== 'string') return null;
  const more = Object.entries(rest).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`],
  );
  return [`${method.toUpperCase()} ${url}`, ...more].join(', ');
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX ? `${line.slice(0, MAX)}…` : line;
}
