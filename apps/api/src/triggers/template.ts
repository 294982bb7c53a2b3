import type { Json } from '@taskhelm/contract';

/** Text, and between it the paths of fields; an empty path is the whole of the data. */
export type Template = readonly (string | readonly string[])[];

const MAX_TAG = 200;
const NOT_A_FIELD = /^[#/^>&!={]/;
const PATH = /^[^\s.{}]+(?:\.[^\s.{}]+)*$/;

/**
 * Reads a text with `{{fields.of.the.data}}`, the part of Mustache that has no logic: no sections, partials, functions or
 * other delimiters, and nothing is escaped, since what comes out is plain text. `{{.}}` is the whole of the data. One pass
 * over the text, whatever it holds.
 */
export function parseTemplate(text: string): { template: Template } | { problem: string } {
  const parts: (string | string[])[] = [];
  for (let position = 0; position < text.length;) {
    const open = text.indexOf('{{', position);
    if (open === -1) {
      parts.push(text.slice(position));
      break;
    }
    if (open > position) parts.push(text.slice(position, open));
    const close = text.indexOf('}}', open + 2);
    const at = place(text, open);
    if (close === -1) return { problem: `${at}: this {{ has no }}` };
    if (close - open > MAX_TAG) return { problem: `${at}: at most ${MAX_TAG} characters between {{ and }}` };
    const name = text.slice(open + 2, close).trim();
    if (NOT_A_FIELD.test(name)) {
      return { problem: `${at}: only fields such as {{issue.title}} can be used, not {{${name}}}` };
    }
    if (name !== '.' && !PATH.test(name)) {
      return { problem: `${at}: {{${name}}} is not the name of a field; write it as {{issue.title}}` };
    }
    parts.push(name === '.' ? [] : name.split('.'));
    position = close + 2;
  }
  return { template: parts };
}

/** The fields that a template names, dotted. */
export const fieldsOf = (template: Template): string[] =>
  template.filter((part) => typeof part !== 'string').map((path) => path.join('.'));

/** Fills in the fields, up to `limit` characters. What the data does not hold is shown as missing, never guessed. */
export function renderTemplate(template: Template, data: Json, limit: number): string {
  let text = '';
  for (const part of template) {
    text += typeof part === 'string' ? part : show(part, data);
    if (text.length > limit) return text.slice(0, limit).toWellFormed();
  }
  return text;
}

function show(path: readonly string[], data: Json): string {
  const value = look(path, data);
  if (value === undefined) return `⟨missing: ${path.join('.')}⟩`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Own fields only: what JSON did not bring is not there. */
function look(path: readonly string[], data: Json): Json | undefined {
  let value: Json | undefined = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    if (Array.isArray(value) && key === 'length') return undefined;
    value = (value as Record<string, Json>)[key];
  }
  return value;
}

function place(text: string, index: number): string {
  const before = text.slice(0, index).split('\n');
  return `Line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
