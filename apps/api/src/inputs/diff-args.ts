import type { ArgumentChange, Json, JsonObject } from '@taskhelm/contract';
import { canonicalJson } from '@taskhelm/engine';

const MAX_CHANGES = 50;
const MAX_TEXT = 500;

/** What differs between the arguments of two calls, objects looked into, in the order of the new ones. */
export function diffArgs(before: JsonObject, after: JsonObject): ArgumentChange[] {
  return changesOf(before, after, []).slice(0, MAX_CHANGES);
}

function changesOf(before: JsonObject, after: JsonObject, path: string[]): ArgumentChange[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) => {
    const at = [...path, key];
    const name = at.join('.');
    const was = Object.hasOwn(before, key) ? before[key] : undefined;
    const is = Object.hasOwn(after, key) ? after[key] : undefined;
    if (was === undefined) return [{ path: name, kind: 'added', before: null, after: short(is ?? null) }];
    if (is === undefined) return [{ path: name, kind: 'removed', before: short(was), after: null }];
    if (isObject(was) && isObject(is)) return changesOf(was, is, at);
    if (canonicalJson(was) === canonicalJson(is)) return [];
    return [{ path: name, kind: 'changed', before: short(was), after: short(is) }];
  });
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The whole arguments stand beside the list of changes. */
function short(value: Json): Json {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : value;
}
