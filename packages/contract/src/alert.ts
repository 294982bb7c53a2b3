import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing } from './pagination.ts';
import { idSchema, momentSchema, timestampSchema } from './primitives.ts';

/** A task that needs a person or has failed. */
export const alertSchema = z
  .object({
    task_id: idSchema,
    title: z.string(),
    agent: z.string(),
    state: z.enum(['needs_input', 'failed']),
    at: timestampSchema,
    /** What is asked, or why it failed. */
    text: z.string(),
  })
  .meta({ id: 'Alert' });
export type Alert = z.infer<typeof alertSchema>;

export const alertEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/alerts',
    summary: 'Tasks that came to need a person or failed since a moment, and a few from just before it',
    access: 'tasks:read',
    params: nothing,
    /** `since` is the `server_time` of the answer before; now where it is left out. */
    query: z.strictObject({ since: momentSchema.optional() }),
    body: nothing,
    /** At most the newest 50. */
    response: z.object({ data: z.array(alertSchema), server_time: timestampSchema }),
    status: 200,
  }),
};
