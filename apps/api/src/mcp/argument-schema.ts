import { z, type Json, type JsonObject } from '@taskhelm/contract';

/**
 * Checks arguments against a JSON Schema that somebody else wrote, and leaves them as they are: no default is filled in, no
 * type is changed. Patterns are left to the server, since a hostile one can take for ever; so is a schema that cannot
 * be read.
 */
export function argumentSchema(parameters: JsonObject): z.ZodType<JsonObject> {
  const schema = readSchema(withoutPatterns(parameters));
  return z.record(z.string(), z.json()).superRefine((args, context) => {
    const result = schema?.safeParse(args);
    for (const { path, message } of result?.error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
}

function readSchema(parameters: Json): z.ZodType | null {
  try {
    return z.fromJSONSchema(parameters as Parameters<typeof z.fromJSONSchema>[0]);
  } catch {
    return null;
  }
}

/** Below `properties` the keys are names of arguments, and one may be called `pattern`. */
function withoutPatterns(value: Json, areNames = false): Json {
  if (Array.isArray(value)) return value.map((item) => withoutPatterns(item));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(
    ([key]) => areNames || (key !== 'pattern' && key !== 'patternProperties' && key !== 'format'),
  );
  const isMap = (key: string): boolean => !areNames && /^(properties|\$defs|definitions)$/.test(key);
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutPatterns(part, isMap(key))]));
}
