import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing } from './pagination.ts';
import { idSchema, listOf, momentSchema, timestampSchema } from './primitives.ts';
import { taskFilterShape, taskSchema } from './task.ts';
import { taskStatusSchema } from './task-status-schemas.ts';

/** The most that `new_count` counts to. */
export const NEW_COUNT_CAP = 100;

/** How many tasks there are by status, each counted up to `TOTAL_CAP`; `capped` names those of which there are more. */
export const statusCountsSchema = z.object({
  by_status: z.record(taskStatusSchema, z.int()),
  capped: z.array(taskStatusSchema),
});
export type StatusCounts = z.infer<typeof statusCountsSchema>;

/** What an open list asks for at every tick. */
export const liveQuerySchema = z.strictObject({
  ...taskFilterShape,
  /** The tasks that the list shows. */
  ids: z.preprocess((value) => value ?? [], listOf(idSchema)).pipe(z.array(idSchema).max(100).optional()),
  /** `server_time` of the tick before; without it every task of `ids` is answered. */
  since: momentSchema.optional(),
  /** The moment at which the list is anchored; without it nothing counts as new. */
  as_of: momentSchema.optional(),
});

export const liveResponseSchema = z
  .object({
    /** Those of `ids` that changed since; some may be sent again. */
    rows: z.array(taskSchema),
    /** Those of `ids` that no longer match the filters. */
    left: z.array(idSchema),
    /** Matching tasks created after `as_of`, counted up to `NEW_COUNT_CAP`. */
    new_count: z.int(),
    /** Under the same filters but that of the status, and without `as_of`. */
    counts: statusCountsSchema,
    /** Requests that wait for a person, of all tasks, but those that the caller has snoozed; counted up to `TOTAL_CAP`. */
    inputs_pending: z.int(),
    server_time: timestampSchema,
    /** Changes whenever the server serves another web app. */
    build_id: z.string(),
  })
  .meta({ id: 'Live' });
export type Live = z.infer<typeof liveResponseSchema>;

export const liveEndpoints = {
  get: defineEndpoint({
    method: 'GET',
    path: '/tasks/live',
    summary: 'What changed for an open list: its rows, new ones, counts, the inbox',
    access: 'tasks:read',
    params: nothing,
    query: liveQuerySchema,
    body: nothing,
    response: liveResponseSchema,
    status: 200,
  }),
};
