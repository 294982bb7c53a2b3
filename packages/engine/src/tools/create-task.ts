import { taskDescriptionSchema, taskTitleSchema, z } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';

/** Gives work to another agent; the host keeps it to one task per call. */
export const createTask = defineTool({
  kind: 'run',
  name: 'create_task',
  description: 'Creates a task for another agent and returns its id. It does not wait for the result.',
  parameters: z.strictObject({
    agent: z.string().trim().min(1).max(100).describe('Name of the agent'),
    title: taskTitleSchema.describe('What is to be done, in a few words'),
    description: taskDescriptionSchema.optional().describe('Everything the agent has to know, in Markdown'),
  }),
  effect: 'idempotent',
  run: ({ agent, title, description }, { callId, host }) =>
    host.createTask({ callId, agent, title, ...(description !== undefined && { description }) }),
});
