import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing } from './pagination.ts';
import { idSchema, timestampSchema } from './primitives.ts';
import { taskDetailSchema } from './task.ts';
import { taskEventSchema } from './task-event.ts';

/** A task with its whole conversation, outputs included. */
export const taskExportSchema = z
  .object({ exported_at: timestampSchema, task: taskDetailSchema, events: z.array(taskEventSchema) })
  .meta({ id: 'TaskExport' });
export type TaskExport = z.infer<typeof taskExportSchema>;

export const exportEndpoints = {
  task: defineEndpoint({
    method: 'GET',
    path: '/tasks/:id/export',
    summary: 'A task with its whole conversation, as JSON or as a Markdown transcript (text/markdown)',
    access: 'tasks:read',
    params: z.object({ id: idSchema }),
    query: z.strictObject({ format: z.enum(['json', 'markdown']).default('json') }),
    body: nothing,
    response: z.union([taskExportSchema, z.string()]),
    status: 200,
  }),
};
