import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing } from './pagination.ts';
import { idSchema, momentSchema, timestampSchema } from './primitives.ts';

const MINUTE_MS = 60_000;
export const MAX_SNOOZE_MS = 90 * 24 * 60 * MINUTE_MS;

/** A moment, or a time from now on by the database's clock; at most `MAX_SNOOZE_MS` ahead. */
export const snoozeRequestSchema = z
  .strictObject({
    until: momentSchema.optional(),
    for_ms: z.int().min(MINUTE_MS).max(MAX_SNOOZE_MS).optional(),
  })
  .refine((body) => (body.until === undefined) !== (body.for_ms === undefined), {
    message: 'Send exactly one of until and for_ms.',
    params: { code: 'ambiguous' },
  })
  .meta({ id: 'SnoozeRequest' });
export type SnoozeRequest = z.infer<typeof snoozeRequestSchema>;

export const snoozeSchema = z
  .object({ call_id: idSchema, snoozed_until: timestampSchema })
  .meta({ id: 'Snooze' });
export type Snooze = z.infer<typeof snoozeSchema>;

const snoozeParams = z.object({ call_id: idSchema });

export const snoozeEndpoints = {
  snooze: defineEndpoint({
    method: 'PUT',
    path: '/inputs/:call_id/snooze',
    summary: "Put a request off: it leaves the caller's own inbox until then, and nobody else's",
    access: 'tasks:read',
    params: snoozeParams,
    query: nothing,
    body: snoozeRequestSchema,
    response: snoozeSchema,
    status: 200,
  }),
  wake: defineEndpoint({
    method: 'DELETE',
    path: '/inputs/:call_id/snooze',
    summary: 'Have a snoozed request back at once',
    access: 'tasks:read',
    params: snoozeParams,
    query: nothing,
    body: nothing,
    response: nothing,
    status: 204,
  }),
};
