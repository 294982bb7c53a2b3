import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { ERROR_STATUS, type ErrorCode } from './error.ts';
import { nothing } from './pagination.ts';
import { idSchema, momentSchema } from './primitives.ts';
import { taskFilterShape, taskLabelSchema } from './task.ts';

export const BULK_IDS_LIMIT = 500;
/** A filter that matches more tasks than this is refused. */
export const BULK_FILTER_LIMIT = 5_000;

const labels = z.array(taskLabelSchema).min(1).max(20);

/**
 * The same act on many tasks: on those of `ids`, or on all that match `filter` and were created up to `as_of`, which is the
 * list's own. `reason` is for cancels; `add_labels` and `remove_labels` are for `label`.
 */
export const bulkRequestSchema = z
  .strictObject({
    action: z.enum(['cancel', 'retry', 'label']),
    ids: z.array(idSchema).min(1).max(BULK_IDS_LIMIT).optional(),
    filter: z.strictObject(taskFilterShape).optional(),
    as_of: momentSchema.optional(),
    reason: z.string().trim().max(500).optional(),
    add_labels: labels.optional(),
    remove_labels: labels.optional(),
  })
  .refine((body) => (body.ids === undefined) !== (body.filter === undefined), {
    error: 'Send ids or a filter, not both',
    path: ['ids'],
  })
  .refine((body) => (body.filter === undefined) === (body.as_of === undefined), {
    error: 'A filter goes with as_of, the moment of the list that it was chosen in',
    path: ['as_of'],
  })
  .refine((body) => body.reason === undefined || body.action === 'cancel', {
    error: 'Only a cancel has a reason',
    path: ['reason'],
  })
  .refine((body) => (body.action === 'label') === Boolean(body.add_labels ?? body.remove_labels), {
    error: 'add_labels or remove_labels go with the action label',
    path: ['add_labels'],
  })
  .meta({ id: 'BulkRequest' });
export type BulkRequest = z.infer<typeof bulkRequestSchema>;

const errorCodes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

export const bulkResponseSchema = z
  .object({
    matched: z.int(),
    done: z.int(),
    /** Those it was not done to, with the code that the same act on this task alone is refused with. */
    skipped: z.array(z.object({ id: idSchema, code: z.enum(errorCodes) })),
  })
  .meta({ id: 'BulkResponse' });
export type BulkResponse = z.infer<typeof bulkResponseSchema>;

export const bulkEndpoints = {
  run: defineEndpoint({
    method: 'POST',
    path: '/tasks/bulk',
    summary: 'Cancel, run again or label many tasks, each as if alone',
    access: 'tasks:write',
    params: nothing,
    query: nothing,
    body: bulkRequestSchema,
    response: bulkResponseSchema,
    status: 200,
    audit: 'tasks_changed',
  }),
};
