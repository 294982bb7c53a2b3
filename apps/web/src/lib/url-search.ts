/**
 * How the address bar spells a view: plain names, plain comma lists, the same as the API's query. TanStack Router would
 * write JSON. A route's own reader turns the texts into values and drops what makes no sense.
 */
export type SearchTexts = Record<string, string>;

export function parseSearch(text: string): SearchTexts {
  const found: SearchTexts = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (value === '') continue;
    found[name] = found[name] === undefined ? value : `${found[name]},${value}`;
  }
  return found;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search)
    .map(([name, value]) => [name, listTexts(value)] as const)
    .filter(([, texts]) => texts.length > 0)
    .map(([name, texts]) => `${encodeURIComponent(name)}=${texts.map(encode).join(',')}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** Members of a comma list that are among `allowed`, without doubles; undefined for none. */
export function readList<Value extends string>(
  text: unknown,
  allowed: readonly Value[],
): Value[] | undefined {
  const wanted = new Set(readTexts(text));
  const found = allowed.filter((value) => wanted.has(value));
  return found.length > 0 ? found : undefined;
}

/** Members of a comma list; undefined for none. */
export function readTexts(text: unknown): string[] | undefined {
  const parts = listTexts(text)
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 ? [...new Set(parts)] : undefined;
}

export function readOne<Value extends string | number>(
  text: unknown,
  allowed: readonly Value[],
): Value | undefined {
  return allowed.find((value) => String(value) === String(text));
}

/** A whole number of at least `minimum`; undefined for anything else. */
export function readWhole(text: unknown, minimum: number, maximum: number): number | undefined {
  const value = typeof text === 'number' ? text : /^\d{1,9}$/.test(String(text)) ? Number(text) : NaN;
  return Number.isInteger(value) && value >= minimum && value <= maximum ? value : undefined;
}

/** An id as it is written, in small letters; undefined for anything else. */
export function readId(text: unknown): string | undefined {
  return typeof text === 'string' && ID.test(text.trim()) ? text.trim().toLowerCase() : undefined;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An RFC 3339 time with a zone; undefined for anything else. */
export function readMoment(text: unknown): string | undefined {
  const isMoment = typeof text === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text);
  return isMoment && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

function listTexts(value: unknown): string[] {
  if (value === undefined || value === null || value === '') return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%3A', ':').replaceAll('%2F', '/');
