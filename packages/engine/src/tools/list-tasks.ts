import { taskStatusSchema, z } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';

/** Everything below the running task. */
export const listTasks = defineTool({
  kind: 'run',
  name: 'list_tasks',
  description:
    'The tasks that you created and all below them, oldest first, without results; get_task has those.',
  parameters: z.strictObject({
    status: z.array(taskStatusSchema).max(6).optional().describe('Only those in one of these'),
  }),
  effect: 'read',
  run: async ({ status }, { host }) => {
    const tasks = await host.listTasks({ status });
    // Results may be long; get_task has them.
    return {
      tasks: tasks.map(({ task_id, parent_task_id, title, agent, status: now, failure }) => {
        return { task_id, parent_task_id, title, agent, status: now, failure };
      }),
    };
  },
});
