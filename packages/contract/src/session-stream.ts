import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing } from './pagination.ts';
import { idSchema, queryInteger } from './primitives.ts';
import { taskEventSchema } from './task-event.ts';
import { taskStatusSchema } from './task-status-schemas.ts';

/**
 * Text of a model step that is under way; it is not stored. It follows event `after`: as soon as an event with a higher
 * `seq` arrives, that event says the same whole, and what was shown of the deltas is to be dropped. `offset` is how many
 * characters of this `kind` came before it since `after`.
 */
export const deltaSchema = z.object({
  after: z.int(),
  step: z.int(),
  kind: z.enum(['text', 'reasoning']),
  offset: z.int(),
  text: z.string(),
});
export type Delta = z.infer<typeof deltaSchema>;

/**
 * One message of a session's stream. A `message` is a stored event as listings show it, its SSE id the event's `seq`;
 * `end` is the last one and says that nothing more will come.
 */
export const streamMessageSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('message'), id: z.int(), data: taskEventSchema }),
  z.object({ event: z.literal('delta'), data: deltaSchema }),
  z.object({ event: z.literal('end'), data: z.object({ status: taskStatusSchema }) }),
]);
export type StreamMessage = z.infer<typeof streamMessageSchema>;

const streamParts = {
  method: 'GET' as const,
  access: 'tasks:read' as const,
  params: z.object({ id: idSchema }),
  query: z.strictObject({
    /** Events after this number; the header Last-Event-ID, which browsers send by themselves, goes before it. */
    after: queryInteger(0, 2_147_483_647).optional(),
  }),
  body: nothing,
  response: streamMessageSchema,
  status: 200 as const,
  streams: true as const,
};

/** As `text/event-stream`. A stream of a task that is final and has no further event is answered with 204. */
export const sessionStreamEndpoints = {
  session: defineEndpoint({
    ...streamParts,
    path: '/sessions/:id/stream',
    summary: 'The events of a session as they happen (SSE)',
  }),
  task: defineEndpoint({
    ...streamParts,
    path: '/tasks/:id/stream',
    summary: "The events of a task's session as they happen (SSE)",
  }),
};
