import { z } from './configure-zod.ts';

/** A UUIDv7 (any version is accepted on input), lower case. */
export const idSchema = z.uuid().meta({ id: 'Id' });

/** RFC 3339 in UTC with milliseconds, e.g. `2026-01-31T09:30:00.000Z`. */
export const timestampSchema = z.iso.datetime({ offset: true });

/** A moment in a query: any RFC 3339 time with a zone. */
export const momentSchema = z.iso.datetime({ offset: true });

/** Any JSON value. */
export const jsonSchema = z.json();
export type Json = z.infer<typeof jsonSchema>;

/** A JSON object. */
export const jsonObjectSchema = z.record(z.string(), jsonSchema);
export type JsonObject = z.infer<typeof jsonObjectSchema>;

/**
 * A query parameter that may be repeated (`?a=1&a=2`) or comma-separated (`?a=1,2`).
 * Parses to an array without duplicates; empty parts are dropped.
 */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => {
    if (value === undefined) return undefined;
    const parts = (Array.isArray(value) ? value : [value]).flatMap((part) =>
      typeof part === 'string' ? part.split(',').map((text) => text.trim()) : [part],
    );
    return [...new Set(parts.filter((part) => part !== ''))];
  }, z.array(item).optional());
}

/** A whole number that arrives as text in a query. */
export function queryInteger(minimum: number, maximum: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value),
    z.int().min(minimum).max(maximum),
  );
}

/** Who did something: a person, an API token, an agent, a trigger or Taskhelm itself. */
export const actorSchema = z.object({
  type: z.enum(['user', 'token', 'agent', 'trigger', 'system']),
  id: z.string().nullable(),
  name: z.string(),
});
export type Actor = z.infer<typeof actorSchema>;
