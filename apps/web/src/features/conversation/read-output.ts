import type { Json } from '@taskhelm/contract';

/** An output in the shape in which it is easiest to read. */
export type ReadOutput =
  | { kind: 'http'; url: string; status: number; headers: [string, string][]; body: Json; truncated: boolean }
  | { kind: 'table'; columns: string[]; rows: Record<string, Json>[] }
  | { kind: 'diff'; lines: string[] }
  | { kind: 'text'; text: string }
  | { kind: 'json' };

const MOST_ROWS = 500;
const MOST_COLUMNS = 12;

/** Told by its shape alone: outputs come from tools that this page does not know. */
export function readOutput(output: Json): ReadOutput {
  if (typeof output === 'string')
    return isDiff(output) ? { kind: 'diff', lines: output.split('\n') } : { kind: 'text', text: output };
  return readHttp(output) ?? readTable(output) ?? { kind: 'json' };
}

/** The status that a server answered with, where this is its answer. */
export function httpStatusOf(output: Json | undefined): number | null {
  const read = output === undefined ? null : readHttp(output);
  return read?.kind === 'http' ? read.status : null;
}

/** Tools say what went wrong in words, or in an object that has them; null where they do not. */
export function errorWordsOf(output: Json): string | null {
  if (typeof output === 'string') return output;
  const words = isObject(output) ? (output['message'] ?? output['error']) : undefined;
  return typeof words === 'string' ? words : null;
}

/** A table for programs that calculate, by RFC 4180. */
export function toCsv(columns: readonly string[], rows: readonly Record<string, Json>[]): string {
  const cell = (value: Json | undefined): string => {
    const text = value === undefined || value === null ? '' : plainText(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function readHttp(output: Json): ReadOutput | null {
  if (!isObject(output)) return null;
  const { url, status, headers, body } = output;
  if (typeof url !== 'string' || typeof status !== 'number' || body === undefined) return null;
  const entries = isObject(headers) ? Object.entries(headers) : [];
  return {
    kind: 'http',
    url,
    status,
    headers: entries.map(([name, value]) => [name, plainText(value)]),
    body: typeof body === 'string' ? parseJson(body) : body,
    truncated: output['truncated'] === true,
  };
}

/** A list of alike objects with plain values, by itself or as the only list of an object. */
function readTable(output: Json): ReadOutput | null {
  const list = Array.isArray(output) ? output : onlyList(output);
  if (!list || list.length === 0 || list.length > MOST_ROWS) return null;
  const rows = list.filter(isFlat);
  if (rows.length < list.length) return null;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const fits = columns.length > 0 && columns.length <= MOST_COLUMNS;
  return fits ? { kind: 'table', columns, rows } : null;
}

function onlyList(output: Json): Json[] | null {
  const values = isObject(output) ? Object.values(output) : [];
  const [only] = values;
  return values.length === 1 && Array.isArray(only) ? only : null;
}

const isObject = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in one line. */
export const plainText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const isFlat = (value: Json): value is Record<string, Json> =>
  isObject(value) && Object.values(value).every((part) => typeof part !== 'object' || part === null);

function isDiff(text: string): boolean {
  return /^(?:diff --git .+|--- .+\n\+\+\+ .+)$/m.test(text) && /^@@ /m.test(text);
}

function parseJson(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
