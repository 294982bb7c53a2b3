import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing } from './pagination.ts';
import { idSchema, queryInteger, timestampSchema } from './primitives.ts';
import { agentRefSchema } from './task.ts';
import { taskEventSchema } from './task-event.ts';
import { taskStatusSchema } from './task-status-schemas.ts';

/** The conversation of one task. */
export const sessionSchema = z
  .object({
    id: idSchema,
    task_id: idSchema,
    agent: agentRefSchema,
    status: taskStatusSchema,
    created_at: timestampSchema,
    updated_at: timestampSchema,
    last_seq: z.int(),
    /** The requests that wait for a person. */
    pending_call_ids: z.array(idSchema),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

/** Events in ascending order. `has_more` tells whether there are more in the direction asked. */
export const eventPageSchema = z.object({
  data: z.array(taskEventSchema),
  last_seq: z.int(),
  has_more: z.boolean(),
});
export type EventPage = z.infer<typeof eventPageSchema>;

/** `after` reads forwards from that number; `before` the page that ends just before it. Not both. */
export const listEventsQuerySchema = z
  .strictObject({
    after: queryInteger(0, 2_147_483_647).optional(),
    before: queryInteger(1, 2_147_483_647).optional(),
    limit: queryInteger(1, 500).default(200),
  })
  .refine(
    (query) => query.after === undefined || query.before === undefined,
    'Send after or before, not both',
  );

const sessionParams = z.object({ id: idSchema });

export const sessionEndpoints = {
  get: defineEndpoint({
    method: 'GET',
    path: '/sessions/:id',
    summary: 'One session',
    access: 'tasks:read',
    params: sessionParams,
    query: nothing,
    body: nothing,
    response: sessionSchema,
    status: 200,
  }),
  events: defineEndpoint({
    method: 'GET',
    path: '/sessions/:id/events',
    summary: 'The events of a session',
    access: 'tasks:read',
    params: sessionParams,
    query: listEventsQuerySchema,
    body: nothing,
    response: eventPageSchema,
    status: 200,
  }),
  event: defineEndpoint({
    method: 'GET',
    path: '/sessions/:id/events/:seq',
    summary: 'One event, whole',
    access: 'tasks:read',
    params: z.object({ id: idSchema, seq: queryInteger(1, 2_147_483_647) }),
    query: nothing,
    body: nothing,
    response: taskEventSchema,
    status: 200,
  }),
  taskEvents: defineEndpoint({
    method: 'GET',
    path: '/tasks/:id/events',
    summary: "The events of a task's session",
    access: 'tasks:read',
    params: sessionParams,
    query: listEventsQuerySchema,
    body: nothing,
    response: eventPageSchema,
    status: 200,
  }),
};
