import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { toolEffectSchema } from './input.ts';
import { listResponseOf, nothing } from './pagination.ts';
import { idSchema, jsonObjectSchema, listOf, timestampSchema } from './primitives.ts';
import { taskLimitsSchema } from './task.ts';

/** 1–50 lower-case letters, digits and single hyphens. */
export const agentNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(50)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Lower-case letters, digits and single hyphens only');

const names = z.array(z.string().trim().min(1).max(100)).max(100);

/** What a person sets on an agent. */
const agentSettingsShape = {
  description: z.string().max(1_000),
  /** The system prompt. */
  instructions: z.string().max(65_536),
  /** The name of a model, or its id; answers give the name. Null takes the default. */
  model: z.string().min(1).max(200).nullable(),
  /** Names of the tools it may use. */
  tools: names,
  /** Those of its tools that run only when a person has approved the call. */
  confirm_tools: names,
  limits: taskLimitsSchema,
  /** Tasks it works on at once, over all workers; null for no limit. */
  max_concurrent_tasks: z.int().min(1).max(1_000).nullable(),
  /** Names of the agents it may create tasks for; null for any. */
  can_delegate_to: names.nullable(),
  /**
   * Names of the agents that keep their own tools when they work for it. Any other does without those that it lacks, and
   * asks a person where it would have to.
   */
  extends_tools_to: names,
  enabled: z.boolean(),
};

/** What came of the tasks that an agent completed or failed in the 24 hours before the answer. */
export const agentDaySchema = z.object({
  completed: z.int(),
  failed: z.int(),
  /** Completed of those that ended, 0–1; null where none did. */
  success_rate: z.number().min(0).max(1).nullable(),
  /** From start to end, waiting included; 95 of 100 tasks took no longer. */
  p95_ms: z.int().nullable(),
  /** All the time that a task stood in the queue, likewise. */
  queue_wait_p95_ms: z.int().nullable(),
  /** Null where no model had a price. */
  cost_microusd: z.int().nullable(),
  /** Tasks that ended in each hour, the oldest hour first. */
  spark: z.array(z.int()).length(24),
});
export type AgentDay = z.infer<typeof agentDaySchema>;

export const agentStatsSchema = z.object({
  running: z.int(),
  queued: z.int(),
  needs_input: z.int(),
  /** With `include=stats`. */
  last_24h: agentDaySchema.optional(),
});
export type AgentStats = z.infer<typeof agentStatsSchema>;

export const agentSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    ...agentSettingsShape,
    /** Rises with every change; send it back to change only what you saw. */
    version: z.int(),
    stats: agentStatsSchema,
    created_at: timestampSchema,
    updated_at: timestampSchema,
    /** When it was deleted, where its tasks keep it; only an id finds it then. */
    archived_at: timestampSchema.nullable(),
  })
  .meta({ id: 'Agent' });
export type Agent = z.infer<typeof agentSchema>;

export const createAgentRequestSchema = z.strictObject({
  name: agentNameSchema,
  description: agentSettingsShape.description.default(''),
  instructions: agentSettingsShape.instructions.default(''),
  model: agentSettingsShape.model.default(null),
  tools: names.default([]),
  confirm_tools: names.default([]),
  limits: taskLimitsSchema.default({}),
  max_concurrent_tasks: agentSettingsShape.max_concurrent_tasks.default(null),
  can_delegate_to: agentSettingsShape.can_delegate_to.default(null),
  extends_tools_to: names.default([]),
  enabled: z.boolean().default(true),
});
export type CreateAgentRequest = z.infer<typeof createAgentRequestSchema>;

export const updateAgentRequestSchema = z
  .strictObject({ name: agentNameSchema, ...agentSettingsShape, version: z.int() })
  .partial()
  .refine(
    (body) => Object.keys(body).some((key) => key !== 'version'),
    'Nothing to change: send at least one key',
  );
export type UpdateAgentRequest = z.infer<typeof updateAgentRequestSchema>;

export const TOOL_STATES = ['available', 'not_approved', 'changed', 'gone', 'server_off'] as const;
/**
 * `not_approved`: no administrator has approved it yet; `changed`: it is no longer what was approved; `gone`: its server no
 * longer lists it; `server_off`: its server is switched off. Only an `available` one runs.
 */
export const toolStateSchema = z.enum(TOOL_STATES);
export type ToolState = z.infer<typeof toolStateSchema>;

/** A copy has every setting of its original. */
export const duplicateAgentRequestSchema = z.strictObject({ name: agentNameSchema });

/** `archived`: it has had tasks, which stay readable; its name is free either way. */
export const agentRemovalSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    outcome: z.enum(['deleted', 'archived']),
    /** Open tasks cancelled with it, tasks that they had delegated included. */
    tasks_cancelled: z.int(),
  })
  .meta({ id: 'AgentRemoval' });
export type AgentRemoval = z.infer<typeof agentRemovalSchema>;

/** A tool that agents can be given while it is `available`. `parameters` is a JSON Schema. */
export const toolInfoSchema = z
  .object({
    name: z.string(),
    description: z.string(),
    effect: toolEffectSchema,
    parameters: jsonObjectSchema,
    /** SHA-256 of name, description and schema. */
    version: z.string(),
    source: z.enum(['built_in', 'mcp']),
    /** The name of its MCP server. */
    server: z.string().nullable(),
    state: toolStateSchema,
  })
  .meta({ id: 'Tool' });
export type ToolInfo = z.infer<typeof toolInfoSchema>;

/** An id or a name. */
const agentParams = z.object({ id: z.string().min(1).max(100) });
/** `stats` adds what came of the last 24 hours. */
const include = listOf(z.enum(['stats']));

export const agentEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/agents',
    summary: 'List agents',
    access: 'agents:read',
    params: nothing,
    query: z.strictObject({ enabled: listOf(z.enum(['true', 'false'])), include }),
    body: nothing,
    response: listResponseOf(agentSchema),
    status: 200,
  }),
  get: defineEndpoint({
    method: 'GET',
    path: '/agents/:id',
    summary: 'One agent, by id or name',
    access: 'agents:read',
    params: agentParams,
    query: z.strictObject({ include }),
    body: nothing,
    response: agentSchema,
    status: 200,
  }),
  create: defineEndpoint({
    method: 'POST',
    path: '/agents',
    summary: 'Create an agent',
    access: 'agents:write',
    params: nothing,
    query: nothing,
    body: createAgentRequestSchema,
    response: agentSchema,
    status: 201,
    audit: 'agent_created',
  }),
  update: defineEndpoint({
    method: 'PATCH',
    path: '/agents/:id',
    summary:
      'Change, disable or enable an agent. Tasks that have begun go on; those of a disabled one that have not wait until it is enabled',
    access: 'agents:write',
    params: agentParams,
    query: nothing,
    body: updateAgentRequestSchema,
    response: agentSchema,
    status: 200,
    audit: 'agent_changed',
  }),
  duplicate: defineEndpoint({
    method: 'POST',
    path: '/agents/:id/duplicate',
    summary: 'Create an agent with the settings of another',
    access: 'agents:write',
    params: agentParams,
    query: nothing,
    body: duplicateAgentRequestSchema,
    response: agentSchema,
    status: 201,
    audit: 'agent_created',
  }),
  remove: defineEndpoint({
    method: 'DELETE',
    path: '/agents/:id',
    summary: 'Delete an agent; refused while it has open tasks, unless these are to be cancelled with it',
    access: 'agents:write',
    params: agentParams,
    query: z.strictObject({ open_tasks: z.enum(['refuse', 'cancel']).default('refuse') }),
    body: nothing,
    response: agentRemovalSchema,
    status: 200,
    audit: 'agent_deleted',
  }),
  tools: defineEndpoint({
    method: 'GET',
    path: '/tools',
    summary: 'The tools that agents can be given',
    access: 'agents:read',
    params: nothing,
    query: nothing,
    body: nothing,
    response: listResponseOf(toolInfoSchema),
    status: 200,
  }),
};
