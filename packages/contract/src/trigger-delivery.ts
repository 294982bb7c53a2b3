import { z } from './configure-zod.ts';
import { pageOf } from './pagination.ts';
import { idSchema, jsonObjectSchema, timestampSchema } from './primitives.ts';

/** What came of one fire or one request. */
export const DELIVERY_OUTCOMES = ['accepted', 'duplicate', 'refused', 'skipped'] as const;
export const deliveryOutcomeSchema = z.enum(DELIVERY_OUTCOMES);
export type DeliveryOutcome = z.infer<typeof deliveryOutcomeSchema>;

export const triggerDeliverySchema = z
  .object({
    id: idSchema,
    created_at: timestampSchema,
    via: z.enum(['schedule', 'webhook', 'manual', 'redelivery']),
    outcome: deliveryOutcomeSchema,
    /** Why it made no task of its own: a word for programs and a sentence. */
    reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    /** The moment that the clock was to fire at. */
    fire_at: timestampSchema.nullable(),
    /** The sender's own id of the message. */
    message_id: z.string().nullable(),
    task_id: idSchema.nullable(),
    /** Who asked for it, where a person or program did. */
    requested_by: z.string().nullable(),
    redelivery_of: idSchema.nullable(),
    headers: jsonObjectSchema,
    /** What was sent, in listings its beginning. Untrusted. */
    body: z.string().nullable(),
    body_bytes: z.int(),
    body_is_cut: z.boolean(),
    can_redeliver: z.boolean(),
    latency_ms: z.int(),
  })
  .meta({ id: 'TriggerDelivery' });
export type TriggerDelivery = z.infer<typeof triggerDeliverySchema>;

export const triggerDeliveryPageSchema = pageOf(triggerDeliverySchema);
export type TriggerDeliveryPage = z.infer<typeof triggerDeliveryPageSchema>;
