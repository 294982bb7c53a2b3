import type { Json } from '@taskhelm/contract';

/** JSON as the value it says; anything else, such as JSON that was cut, as the text it is. */
export function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
