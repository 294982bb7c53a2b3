import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { listResponseOf, nothing, pageQueryShape } from './pagination.ts';
import { idSchema, jsonSchema, listOf, timestampSchema } from './primitives.ts';
import { taskDetailSchema } from './task.ts';
import {
  deliveryOutcomeSchema,
  triggerDeliveryPageSchema,
  triggerDeliverySchema,
} from './trigger-delivery.ts';
import {
  createTriggerRequestSchema,
  createdTriggerSchema,
  cronShape,
  ownSecretSchema,
  triggerKindSchema,
  triggerSchema,
  updateTriggerRequestSchema,
} from './trigger.ts';

export const triggerPreviewSchema = z
  .object({
    text: z.string(),
    time_zone: z.string(),
    /** `local` is the same moment as `at`, as the clocks of the zone show it. */
    next: z.array(z.object({ at: timestampSchema, local: z.string() })),
  })
  .meta({ id: 'TriggerPreview' });
export type TriggerPreview = z.infer<typeof triggerPreviewSchema>;

/** By id or name. */
const triggerParams = z.object({ id: z.string().min(1).max(100) });
const deliveryParams = triggerParams.extend({ delivery_id: idSchema });

export const triggerEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/triggers',
    summary: 'List triggers',
    access: 'agents:read',
    params: nothing,
    query: z.strictObject({ kind: listOf(triggerKindSchema) }),
    body: nothing,
    response: listResponseOf(triggerSchema),
    status: 200,
  }),
  get: defineEndpoint({
    method: 'GET',
    path: '/triggers/:id',
    summary: 'One trigger, by id or name',
    access: 'agents:read',
    params: triggerParams,
    query: nothing,
    body: nothing,
    response: triggerSchema,
    status: 200,
  }),
  create: defineEndpoint({
    method: 'POST',
    path: '/triggers',
    summary: 'Create a trigger; the answer shows the secret of a webhook once',
    access: 'agents:write',
    params: nothing,
    query: nothing,
    body: createTriggerRequestSchema,
    response: createdTriggerSchema,
    status: 201,
    audit: 'trigger_created',
  }),
  update: defineEndpoint({
    method: 'PATCH',
    path: '/triggers/:id',
    summary: 'Change, pause or resume a trigger, effective within a second',
    access: 'agents:write',
    params: triggerParams,
    query: nothing,
    body: updateTriggerRequestSchema,
    response: triggerSchema,
    status: 200,
    audit: 'trigger_changed',
  }),
  remove: defineEndpoint({
    method: 'DELETE',
    path: '/triggers/:id',
    summary: 'Delete a trigger with its secrets and deliveries; its tasks stay',
    access: 'agents:write',
    params: triggerParams,
    query: nothing,
    body: nothing,
    response: nothing,
    status: 204,
    audit: 'trigger_deleted',
  }),
  preview: defineEndpoint({
    method: 'POST',
    path: '/triggers/preview',
    summary: 'A cron expression in words, and its next five fire times',
    access: 'agents:read',
    params: nothing,
    query: nothing,
    body: z.strictObject({ cron: cronShape.cron, time_zone: cronShape.time_zone.default('UTC') }),
    response: triggerPreviewSchema,
    status: 200,
  }),
  fire: defineEndpoint({
    method: 'POST',
    path: '/triggers/:id/fire',
    summary: 'Make a task of a trigger now, for a webhook from the given payload; works while it is paused',
    access: 'tasks:write',
    params: triggerParams,
    query: nothing,
    body: z.strictObject({ payload: jsonSchema.optional() }),
    response: taskDetailSchema,
    status: 201,
    audit: 'trigger_fired',
  }),
  deliveries: defineEndpoint({
    method: 'GET',
    path: '/triggers/:id/deliveries',
    summary: 'The fires and requests of a trigger, newest first',
    access: 'tasks:read',
    params: triggerParams,
    query: z.strictObject({ ...pageQueryShape, outcome: listOf(deliveryOutcomeSchema) }),
    body: nothing,
    response: triggerDeliveryPageSchema,
    status: 200,
  }),
  delivery: defineEndpoint({
    method: 'GET',
    path: '/triggers/:id/deliveries/:delivery_id',
    summary: 'One delivery with its whole body',
    access: 'tasks:read',
    params: deliveryParams,
    query: nothing,
    body: nothing,
    response: triggerDeliverySchema,
    status: 200,
  }),
  redeliver: defineEndpoint({
    method: 'POST',
    path: '/triggers/:id/deliveries/:delivery_id/redeliver',
    summary: 'Make another task from a recorded delivery, with the templates as they are now',
    access: 'tasks:write',
    params: deliveryParams,
    query: nothing,
    body: nothing,
    response: taskDetailSchema,
    status: 201,
    audit: 'trigger_fired',
  }),
  addSecret: defineEndpoint({
    method: 'POST',
    path: '/triggers/:id/secrets',
    summary: 'Add a secret to a webhook; those before stay valid until they are removed',
    access: 'agents:write',
    params: triggerParams,
    query: nothing,
    body: z.strictObject({ secret: ownSecretSchema }),
    response: createdTriggerSchema,
    status: 201,
    audit: 'trigger_secret_added',
  }),
  removeSecret: defineEndpoint({
    method: 'DELETE',
    path: '/triggers/:id/secrets/:secret_id',
    summary: 'Remove a secret of a webhook, effective with its next request; one has to stay',
    access: 'agents:write',
    params: triggerParams.extend({ secret_id: idSchema }),
    query: nothing,
    body: nothing,
    response: triggerSchema,
    status: 200,
    audit: 'trigger_secret_removed',
  }),
};
