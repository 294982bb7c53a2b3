import { idSchema, z } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';

/** Stops work that is no longer needed. */
export const cancelTask = defineTool({
  kind: 'run',
  name: 'cancel_task',
  description:
    'Cancels a task that you created, or one below it, and everything below that. One that has ended stays as it is.',
  parameters: z.strictObject({
    task_id: idSchema.describe('The id that create_task returned'),
    reason: z.string().trim().max(500).optional().describe('Shown to people'),
  }),
  effect: 'idempotent',
  run: async ({ task_id: taskId, reason }, { callId, host }) => {
    const { task_id, status } = await host.cancelTask({ callId, taskId, reason });
    return { task_id, status };
  },
});
