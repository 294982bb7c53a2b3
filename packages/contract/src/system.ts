import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing } from './pagination.ts';
import { idSchema, timestampSchema } from './primitives.ts';

/** A worker process that is alive. */
export const systemWorkerSchema = z.object({
  id: idSchema,
  host: z.string(),
  pid: z.int(),
  started_at: timestampSchema,
  /** Tasks that it runs. */
  running: z.int(),
});

/** What runs, and how it is doing. */
export const systemSchema = z
  .object({
    version: z.string(),
    build_id: z.string(),
    /** Of the process that answers; there may be others. */
    started_at: timestampSchema,
    uptime_ms: z.int(),
    database: z.object({ version: z.string(), answered_in_ms: z.number(), size_bytes: z.int() }),
    queue: z.object({
      /** Tasks that could run at once. */
      ready: z.int(),
      /** Since when the longest of them has been waiting. */
      oldest_ready_at: timestampSchema.nullable(),
      /** Tasks that start later, or wait for those they delegated. */
      waiting: z.int(),
      running: z.int(),
    }),
    workers: z.array(systemWorkerSchema),
  })
  .meta({ id: 'System' });
export type System = z.infer<typeof systemSchema>;

export const systemEndpoints = {
  get: defineEndpoint({
    method: 'GET',
    path: '/system',
    summary: 'Version, uptime, database, queue and workers',
    access: 'admin',
    params: nothing,
    query: nothing,
    body: nothing,
    response: systemSchema,
    status: 200,
  }),
};
