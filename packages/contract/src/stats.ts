import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing } from './pagination.ts';
import { idSchema, momentSchema, timestampSchema } from './primitives.ts';
import { agentRefSchema, taskFilterShape } from './task.ts';
import { taskSourceSchema, taskStatusSchema } from './task-status-schemas.ts';

/** How many tasks match the filters, in all and by what they are. Exact. */
export const taskStatsSchema = z
  .object({
    total: z.int(),
    by_status: z.record(taskStatusSchema, z.int()),
    by_source: z.record(taskSourceSchema, z.int()),
    by_agent: z.array(z.object({ agent: agentRefSchema, count: z.int() })),
  })
  .meta({ id: 'TaskStats' });
export type TaskStats = z.infer<typeof taskStatsSchema>;

/** Widths of a column of a chart, in milliseconds. */
export const BUCKETS = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '1d': 86_400_000,
  '7d': 604_800_000,
} as const;
export type Bucket = keyof typeof BUCKETS;
export const MAX_BUCKETS = 500;

const { agent, source, priority, label, trigger, parent } = taskFilterShape;

/** `from` (inclusive; 24 hours before `to`) and `to` (exclusive; now) bound when tasks finished or were created. */
export const rangeQuerySchema = z.strictObject({
  from: momentSchema.optional(),
  to: momentSchema.optional(),
  /** Left out: the narrowest with at most 60 columns. At most `MAX_BUCKETS` columns are answered. */
  bucket: z.enum(Object.keys(BUCKETS) as [Bucket, ...Bucket[]]).optional(),
  agent,
  source,
  priority,
  label,
  trigger,
  parent,
});
export type RangeQuery = z.infer<typeof rangeQuerySchema>;

const range = { from: timestampSchema, to: timestampSchema };
const bucketed = { ...range, bucket_ms: z.int() };

export const throughputSchema = z.object({
  ...bucketed,
  data: z.array(
    z.object({
      /** The beginning of the column, a multiple of the bucket since 1970 in UTC. */
      at: timestampSchema,
      created: z.int(),
      completed: z.int(),
      failed: z.int(),
      cancelled: z.int(),
      input_tokens: z.int(),
      output_tokens: z.int(),
      cost_microusd: z.int(),
    }),
  ),
});
export type Throughput = z.infer<typeof throughputSchema>;

/** Percentiles in milliseconds; null where nothing was measured. */
const percentiles = z.object({ p50_ms: z.int().nullable(), p95_ms: z.int().nullable() });
const measured = {
  count: z.int(),
  /** From the start to the end. */
  duration: percentiles,
  /** Waiting for a worker. */
  queued: percentiles,
  /** Waiting for people. */
  waiting: percentiles,
};

/** Of the tasks that completed or failed within the range. */
export const durationsSchema = z.object({
  ...bucketed,
  overall: z.object(measured),
  data: z.array(z.object({ at: timestampSchema, ...measured })),
  /** Slowest by p95 first, 50 at most. */
  by_agent: z.array(z.object({ agent: agentRefSchema, ...measured })),
});
export type Durations = z.infer<typeof durationsSchema>;

/** Of the tasks that failed within the range, most frequent first, 100 at most. */
export const failuresSchema = z.object({
  ...range,
  total: z.int(),
  data: z.array(
    z.object({
      code: z.string(),
      count: z.int(),
      first_at: timestampSchema,
      last_at: timestampSchema,
      /** Whether no task had failed with this code before the range. */
      is_new: z.boolean(),
      /** The newest one. */
      task_id: idSchema,
      message: z.string(),
      agents: z.array(z.string()),
    }),
  ),
});
export type Failures = z.infer<typeof failuresSchema>;

const statsParts = {
  method: 'GET' as const,
  access: 'tasks:read' as const,
  params: nothing,
  body: nothing,
  status: 200 as const,
};

export const statsEndpoints = {
  tasks: defineEndpoint({
    ...statsParts,
    path: '/tasks/stats',
    summary: 'How many tasks there are by status, source and agent, under the filters of the list',
    query: z.strictObject(taskFilterShape),
    response: taskStatsSchema,
  }),
  throughput: defineEndpoint({
    ...statsParts,
    path: '/stats/throughput',
    summary: 'Tasks created and finished, tokens and cost, over time',
    query: rangeQuerySchema,
    response: throughputSchema,
  }),
  durations: defineEndpoint({
    ...statsParts,
    path: '/stats/durations',
    summary: 'How long tasks took and waited, over time and by agent',
    query: rangeQuerySchema,
    response: durationsSchema,
  }),
  failures: defineEndpoint({
    ...statsParts,
    path: '/stats/failures',
    summary: 'Why tasks failed',
    query: rangeQuerySchema.omit({ bucket: true }),
    response: failuresSchema,
  }),
};
