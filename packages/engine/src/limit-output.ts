import type { Json } from '@taskhelm/contract';

export const MAX_OUTPUT_BYTES = 4_194_304;

/** The output as plain JSON, cut with a note where it is larger than 4 MB. Throws where it cannot be JSON. */
export function limitOutput(output: unknown): Json {
  const json = JSON.stringify(output ?? null);
  const size = Buffer.byteLength(json);
  if (size <= MAX_OUTPUT_BYTES) return JSON.parse(json) as Json;
  const note = `Cut: the output has ${size} bytes of JSON, and only its beginning is kept.`;
  if (typeof output === 'string') return `${output.slice(0, MAX_OUTPUT_BYTES / 16)}\n[${note}]`;
  return { note, beginning: json.slice(0, MAX_OUTPUT_BYTES / 16) };
}
