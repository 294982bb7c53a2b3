import type { Json } from '@taskhelm/contract';

const MAX_DEPTH = 100;

export type Payload = { text: string; value: Json };

/** Why a body cannot be read. */
const PAYLOAD_FAULTS = ['not_json', 'malformed_json', 'nested_too_deep'] as const;
type PayloadFault = (typeof PAYLOAD_FAULTS)[number];
export type PayloadRefusal = { code: PayloadFault; message: string };

export const isPayloadFault = (code: string | null): boolean =>
  PAYLOAD_FAULTS.some((fault) => fault === code);

/** The JSON of a request's bytes. Nothing at all counts as an empty object. */
export function readPayload(body: Buffer, contentType: string | undefined): Payload | PayloadRefusal {
  if (body.length === 0) return { text: '', value: {} };
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')) {
    return { code: 'not_json', message: 'Send the body as JSON, with "Content-Type: application/json".' };
  }
  const malformed = {
    code: 'malformed_json',
    message: 'The body is not well-formed JSON in UTF-8.',
  } as const;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (isDeep(text)) {
      return { code: 'nested_too_deep', message: `The JSON is nested more than ${MAX_DEPTH} levels deep.` };
    }
    return { text, value: parsePayload(text) };
  } catch {
    return malformed;
  }
}

/**
 * The value of a JSON text, for templates: a number that would be written otherwise than it was sent (`1.10`, or an id of
 * twenty digits) is the text that was sent.
 */
export function parsePayload(text: string): Json {
  const keepNumber = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
    typeof value === 'number' && source !== undefined && String(value) !== source ? source : value;
  return JSON.parse(text, keepNumber as Parameters<typeof JSON.parse>[1]) as Json;
}

/** Counts brackets outside of strings, before anything walks into them. */
function isDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\' && quoted) index += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '{' || character === '[')) depth += 1;
    else if (!quoted && (character === '}' || character === ']')) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
