import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { listResponseOf, nothing } from './pagination.ts';
import { actorSchema, idSchema, timestampSchema } from './primitives.ts';

/** The most that one agent keeps. */
export const MAX_MEMORIES = 200;

export const memoryKeySchema = z.string().trim().min(1).max(100);
export const memoryTextSchema = z.string().min(1).max(8_000);

/** Something that an agent keeps from task to task. `task_id` is the task that wrote it last; null for a person. */
export const memorySchema = z
  .object({
    id: idSchema,
    agent_id: idSchema,
    key: z.string(),
    text: z.string(),
    task_id: idSchema.nullable(),
    updated_by: actorSchema,
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: 'Memory' });
export type Memory = z.infer<typeof memorySchema>;

export const createMemoryRequestSchema = z.strictObject({ key: memoryKeySchema, text: memoryTextSchema });
export type CreateMemoryRequest = z.infer<typeof createMemoryRequestSchema>;

export const updateMemoryRequestSchema = z
  .strictObject({ key: memoryKeySchema.optional(), text: memoryTextSchema.optional() })
  .refine((body) => Object.keys(body).length > 0, 'Nothing to change: send at least one key');
export type UpdateMemoryRequest = z.infer<typeof updateMemoryRequestSchema>;

/** An agent's id or name. */
const agentParams = z.object({ id: z.string().min(1).max(100) });
const memoryParams = agentParams.extend({ memory_id: idSchema });

export const memoryEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/agents/:id/memories',
    summary: 'What an agent keeps from task to task',
    access: 'agents:read',
    params: agentParams,
    query: z.strictObject({ q: z.string().trim().min(1).max(200).optional() }),
    body: nothing,
    response: listResponseOf(memorySchema),
    status: 200,
  }),
  create: defineEndpoint({
    method: 'POST',
    path: '/agents/:id/memories',
    summary: 'Give an agent something to keep',
    access: 'tasks:write',
    params: agentParams,
    query: nothing,
    body: createMemoryRequestSchema,
    response: memorySchema,
    status: 201,
    audit: 'memory_added',
  }),
  update: defineEndpoint({
    method: 'PATCH',
    path: '/agents/:id/memories/:memory_id',
    summary: 'Change what an agent keeps',
    access: 'tasks:write',
    params: memoryParams,
    query: nothing,
    body: updateMemoryRequestSchema,
    response: memorySchema,
    status: 200,
    audit: 'memory_changed',
  }),
  remove: defineEndpoint({
    method: 'DELETE',
    path: '/agents/:id/memories/:memory_id',
    summary: 'Make an agent forget something',
    access: 'tasks:write',
    params: memoryParams,
    query: nothing,
    body: nothing,
    response: nothing,
    status: 204,
    audit: 'memory_deleted',
  }),
};
