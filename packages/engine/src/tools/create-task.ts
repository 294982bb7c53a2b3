import { isFinal, taskDescriptionSchema, taskTitleSchema, z, type JsonObject } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';
import { ToolWaiting } from '../tool.ts';

/** Gives work to another agent; the host keeps it to one task per call. */
export const createTask = defineTool({
  kind: 'run',
  name: 'create_task',
  description:
    'Creates a task for another agent and returns its id; with wait, only when that task has ended, with its result. The agent works with those of its tools that you have too, unless an administrator allowed it more.',
  parameters: z.strictObject({
    agent: z.string().trim().min(1).max(100).describe('Name of the agent'),
    title: taskTitleSchema.describe('What is to be done, in a few words'),
    description: taskDescriptionSchema.optional().describe('Everything the agent has to know, in Markdown'),
    wait: z.boolean().optional().describe('Whether to wait for the result'),
  }),
  effect: 'idempotent',
  run: async ({ agent, title, description, wait = false }, { callId, host }) => {
    const { withheld_tools: withheld, ...child } = await host.createTask({
      callId,
      agent,
      title,
      wait,
      ...(description !== undefined && { description }),
    });
    const more: JsonObject = withheld.length > 0 ? { withheld_tools: withheld } : {};
    if (!wait) return { task_id: child.task_id, agent: child.agent, ...more };
    if (!isFinal(child.status)) throw new ToolWaiting(`task ${child.task_id} has not ended`);
    return { ...child, ...more };
  },
});
