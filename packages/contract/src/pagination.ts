import { z } from './configure-zod.ts';
import { momentSchema, queryInteger, timestampSchema } from './primitives.ts';

/** The most rows that a total counts; beyond it `total_is_capped` is true. */
export const TOTAL_CAP = 10_000;

/** `page` counts from 1. `as_of` fixes the moment: rows created later are left out, so pages do not drift. */
export const pageQueryShape = {
  page: queryInteger(1, 100_000).default(1),
  per_page: queryInteger(1, 100).default(20),
  as_of: momentSchema.optional(),
};

/** A page of `item`: numbers of rows are exact up to `TOTAL_CAP`. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    data: z.array(item),
    total: z.int(),
    total_is_capped: z.boolean(),
    page: z.int(),
    per_page: z.int(),
    total_pages: z.int(),
    as_of: timestampSchema,
    next_cursor: z.string().nullable(),
  });
}

/** A whole list that is short by nature. */
export function listResponseOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item) });
}

/** For endpoints without path parameters, query or body. */
export const nothing = z.strictObject({});
