import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing } from './pagination.ts';
import { listOf, momentSchema } from './primitives.ts';
import { agentRefSchema } from './task.ts';

/** A day in UTC: `2026-01-31`, or any moment of it. */
const daySchema = z.union([z.iso.date(), momentSchema]);

const sumShape = {
  /** Model calls, those that sum up a long conversation included. */
  steps: z.int(),
  /** Those of models without a price; what they cost is not known and not part of `cost_microusd`. */
  unpriced_steps: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  /** Null where no call had a price. */
  cost_microusd: z.int().nullable(),
};

export const usageRowSchema = z.object({
  day: z.iso.date(),
  agent: agentRefSchema,
  model: z.string(),
  ...sumShape,
});
export type UsageRow = z.infer<typeof usageRowSchema>;

export const usageReportSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    data: z.array(usageRowSchema),
    total: z.object(sumShape),
  })
  .meta({ id: 'UsageReport' });
export type UsageReport = z.infer<typeof usageReportSchema>;

export const usageEndpoints = {
  report: defineEndpoint({
    method: 'GET',
    path: '/stats/usage',
    summary:
      'Tokens and cost by day, agent and model, both days included; the last 30 days where none are given',
    access: 'tasks:read',
    params: nothing,
    query: z.strictObject({
      from: daySchema.optional(),
      to: daySchema.optional(),
      /** Names or ids. */
      agent: listOf(z.string().min(1).max(100)),
    }),
    body: nothing,
    response: usageReportSchema,
    status: 200,
  }),
};
