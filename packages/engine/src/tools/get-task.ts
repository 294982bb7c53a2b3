import { idSchema, z } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';

/** Looks at one task below the running one. */
export const getTask = defineTool({
  kind: 'run',
  name: 'get_task',
  description: 'How a task that you created, or one below it, stands, with its result once it has ended.',
  parameters: z.strictObject({ task_id: idSchema.describe('The id that create_task returned') }),
  effect: 'read',
  run: async ({ task_id: taskId }, { host }) => host.getTask(taskId),
});
