import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { idSchema, jsonSchema } from './primitives.ts';

/** The largest body that a webhook may send. */
export const HOOK_BODY_LIMIT = 262_144;
/** What a webhook is answered: 202 for a new task, 200 where this message made one before. */
export const hookAnswerSchema = z
  .object({
    outcome: z.enum(['accepted', 'duplicate']),
    delivery_id: idSchema,
    task_id: idSchema,
    task_url: z.string(),
  })
  .meta({ id: 'HookAnswer' });
export type HookAnswer = z.infer<typeof hookAnswerSchema>;

export const hookEndpoints = {
  receive: defineEndpoint({
    method: 'POST',
    path: '/hooks/:id',
    summary: 'The address of a webhook trigger: makes a task from the JSON that is sent',
    access: 'public',
    params: z.object({ id: z.string().regex(/^[A-Za-z0-9-]{36,43}$/) }),
    query: z.looseObject({}),
    body: jsonSchema,
    readsRawBody: true,
    response: hookAnswerSchema,
    status: 202,
  }),
};
