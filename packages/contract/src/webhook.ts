import { z } from './configure-zod.ts';
import { listResponseOf, nothing, pageOf, pageQueryShape } from './pagination.ts';
import { defineEndpoint } from './endpoint.ts';
import { actorSchema, idSchema, listOf, timestampSchema } from './primitives.ts';

/** What is told: a task came to be, was first taken up by a worker, waits for a person, or ended; a trigger paused itself. */
export const WEBHOOK_EVENTS = [
  'task.created',
  'task.started',
  'task.needs_input',
  'task.completed',
  'task.failed',
  'task.cancelled',
  'trigger.paused',
] as const;
export const webhookEventSchema = z.enum(WEBHOOK_EVENTS);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** `standard` is signed JSON for programs (Standard Webhooks); the others are messages for people. */
export const WEBHOOK_FORMATS = ['standard', 'slack', 'teams', 'discord', 'email'] as const;
export const webhookFormatSchema = z.enum(WEBHOOK_FORMATS);
export type WebhookFormat = z.infer<typeof webhookFormatSchema>;

const webhookNameSchema = z.string().trim().min(1).max(100);
/** `https://…` or `http://…`; `smtp://user:password@host:587` or `smtps://…` for e-mail. Kept encrypted, never answered. */
const webhookUrlSchema = z
  .url({ protocol: /^(https?|smtps?)$/, error: 'Must be an http, https, smtp or smtps URL' })
  .max(2_000);
const emailSchema = z.strictObject({
  from: z.email().max(320),
  to: z.array(z.email().max(320)).min(1).max(20),
});

const webhookRulesShape = {
  name: webhookNameSchema,
  /** At least one. */
  events: z.array(webhookEventSchema).min(1).max(WEBHOOK_EVENTS.length),
  /** Ids of the agents whose tasks and triggers are told of; null for all. */
  agent_ids: z.array(idSchema).min(1).max(100).nullable(),
  enabled: z.boolean(),
};

export const WEBHOOK_DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;
export const webhookDeliveryStateSchema = z.enum(WEBHOOK_DELIVERY_STATES);

/** A destination of notices, without its address and secret. */
export const webhookSchema = z
  .object({
    id: idSchema,
    ...webhookRulesShape,
    format: webhookFormatSchema,
    /** Scheme and host of its address: the rest may be a secret. */
    target: z.string(),
    email: emailSchema.nullable(),
    /** Why it was switched off by itself; null while a person decides. */
    disabled_reason: z.string().nullable(),
    created_by: actorSchema,
    created_at: timestampSchema,
    updated_at: timestampSchema,
    /** Deliveries by what came of them. */
    counts: z.object({ pending: z.int(), delivered: z.int(), dead: z.int() }),
    last_delivered_at: timestampSchema.nullable(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof webhookSchema>;

/** The only answers that hold a signing secret; `secret` is null for formats that are not signed. */
export const webhookWithSecretSchema = webhookSchema
  .extend({ secret: z.string().nullable() })
  .meta({ id: 'WebhookWithSecret' });
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>;

export const createWebhookRequestSchema = z.strictObject({
  ...webhookRulesShape,
  format: webhookFormatSchema,
  url: webhookUrlSchema,
  email: emailSchema.nullable().default(null),
  agent_ids: webhookRulesShape.agent_ids.default(null),
  enabled: z.boolean().default(true),
});
export type CreateWebhookRequest = z.infer<typeof createWebhookRequestSchema>;

/** What is left out stays. Switching it on again forgets why it was switched off. */
export const updateWebhookRequestSchema = z
  .strictObject({ ...webhookRulesShape, url: webhookUrlSchema, email: emailSchema.nullable() })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'Nothing to change: send at least one key');
export type UpdateWebhookRequest = z.infer<typeof updateWebhookRequestSchema>;

/**
 * One notice on its way, of a task or of a trigger: the other is null. `body` is what is sent, from the first try on; null
 * before it.
 */
export const webhookDeliverySchema = z
  .object({
    id: idSchema,
    event: webhookEventSchema,
    task: z.object({ id: idSchema, title: z.string() }).nullable(),
    trigger: z.object({ id: idSchema, name: z.string() }).nullable(),
    state: webhookDeliveryStateSchema,
    attempts: z.int(),
    created_at: timestampSchema,
    /** Null once nothing more is tried. */
    next_attempt_at: timestampSchema.nullable(),
    last_attempt: z
      .object({
        at: timestampSchema,
        /** The HTTP status; null where none came, and for e-mail. */
        status: z.int().nullable(),
        error: z.string().nullable(),
        duration_ms: z.int(),
      })
      .nullable(),
    body: z.string().nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

/** What a test message came to. */
export const webhookTestSchema = z
  .object({
    ok: z.boolean(),
    status: z.int().nullable(),
    error: z.string().nullable(),
    duration_ms: z.int(),
  })
  .meta({ id: 'WebhookTest' });
export type WebhookTest = z.infer<typeof webhookTestSchema>;

const webhookParams = z.object({ id: idSchema });
const frame = { access: 'admin' as const, params: webhookParams, query: nothing, body: nothing };

export const webhookEndpoints = {
  list: defineEndpoint({
    ...frame,
    method: 'GET',
    path: '/webhooks',
    summary: 'Destinations of notices',
    params: nothing,
    response: listResponseOf(webhookSchema),
    status: 200,
  }),
  get: defineEndpoint({
    ...frame,
    method: 'GET',
    path: '/webhooks/:id',
    summary: 'One destination of notices',
    response: webhookSchema,
    status: 200,
  }),
  create: defineEndpoint({
    ...frame,
    method: 'POST',
    path: '/webhooks',
    summary: 'Add a destination; the answer shows its signing secret once',
    params: nothing,
    body: createWebhookRequestSchema,
    response: webhookWithSecretSchema,
    status: 201,
    audit: 'webhook_created',
  }),
  update: defineEndpoint({
    ...frame,
    method: 'PATCH',
    path: '/webhooks/:id',
    summary: 'Change a destination, or switch it on or off',
    body: updateWebhookRequestSchema,
    response: webhookSchema,
    status: 200,
    audit: 'webhook_changed',
  }),
  remove: defineEndpoint({
    ...frame,
    method: 'DELETE',
    path: '/webhooks/:id',
    summary: 'Delete a destination and its deliveries',
    response: nothing,
    status: 204,
    audit: 'webhook_deleted',
  }),
  rotate: defineEndpoint({
    ...frame,
    method: 'POST',
    path: '/webhooks/:id/rotate-secret',
    summary: 'A new signing secret; for a day messages are signed with the one before too',
    response: webhookWithSecretSchema,
    status: 200,
    audit: 'webhook_secret_rotated',
  }),
  test: defineEndpoint({
    ...frame,
    method: 'POST',
    path: '/webhooks/:id/test',
    summary: 'Send a test message now',
    response: webhookTestSchema,
    status: 200,
  }),
  deliveries: defineEndpoint({
    ...frame,
    method: 'GET',
    path: '/webhooks/:id/deliveries',
    summary: 'What was sent, newest first',
    query: z.strictObject({ ...pageQueryShape, state: listOf(webhookDeliveryStateSchema) }),
    response: pageOf(webhookDeliverySchema),
    status: 200,
  }),
  redeliver: defineEndpoint({
    ...frame,
    method: 'POST',
    path: '/webhooks/:id/deliveries/:delivery_id/redeliver',
    summary: 'Send a notice again now, and for another day until it is taken',
    params: z.object({ id: idSchema, delivery_id: idSchema }),
    response: webhookDeliverySchema,
    status: 200,
  }),
};
