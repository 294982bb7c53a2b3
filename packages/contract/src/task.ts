import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { inputRequestSchema, inputKindSchema } from './input.ts';
import { nothing, pageOf, pageQueryShape } from './pagination.ts';
import {
  actorSchema,
  idSchema,
  jsonObjectSchema,
  listOf,
  momentSchema,
  queryInteger,
  timestampSchema,
} from './primitives.ts';
import {
  taskActionSchema,
  taskPrioritySchema,
  taskSourceSchema,
  taskStatusSchema,
} from './task-status-schemas.ts';

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** 1–200 characters after trimming; what lists show. */
export const taskTitleSchema = z
  .string()
  .trim()
  .min(1)
  .refine((text) => Array.from(text).length <= 200, {
    error: 'Too long: at most 200 characters',
    params: { code: 'too_long' },
  });
/** Markdown, at most 32 KiB in UTF-8; the first user message of the session. */
export const taskDescriptionSchema = z.string().refine((text) => bytes(text) <= 32_768, {
  error: 'Too long: at most 32 KiB',
  params: { code: 'too_long' },
});
export const taskLabelSchema = z
  .string()
  .trim()
  .min(1)
  .max(50)
  .regex(/^[^,]+$/, 'A label has no comma');
export const taskLabelsSchema = z.array(taskLabelSchema).max(20);
/** A JSON object of at most 16 KiB. */
export const taskMetadataSchema = jsonObjectSchema.refine(
  (object) => bytes(JSON.stringify(object)) <= 16_384,
  {
    error: 'Too large: at most 16 KiB of JSON',
    params: { code: 'too_long' },
  },
);

/** The most that a limit can be set to, or be raised to by a person. */
export const LIMIT_MAXIMA = {
  max_steps: 1_000,
  max_tokens: 1_000_000_000,
  max_cost_microusd: 1_000_000_000_000,
  timeout_ms: 86_400_000,
} as const;
export type LimitName = keyof typeof LIMIT_MAXIMA;
/** What holds where neither the task nor its agent says how many model calls it may make. */
export const DEFAULT_MAX_STEPS = 100;

/**
 * Bounds of a task's run; a missing one is taken from the agent, then from the server's defaults. At a bound the task asks a
 * person for more; with `on_limit: "fail"` it fails.
 */
export const taskLimitsSchema = z.strictObject({
  /** Model calls. */
  max_steps: z.int().min(1).max(LIMIT_MAXIMA.max_steps).optional(),
  /** Working time in milliseconds; time spent waiting for a person does not count. */
  timeout_ms: z.int().min(1_000).max(LIMIT_MAXIMA.timeout_ms).optional(),
  /** Of all model calls, input and output. */
  max_tokens: z.int().min(1).max(LIMIT_MAXIMA.max_tokens).optional(),
  /** Micro-dollars. */
  max_cost_microusd: z.int().min(0).max(LIMIT_MAXIMA.max_cost_microusd).optional(),
  on_limit: z.enum(['ask', 'fail']).optional(),
});
export type TaskLimits = z.infer<typeof taskLimitsSchema>;

/** `agent` is a name or id; `start_at` delays the start. */
export const createTaskRequestSchema = z
  .strictObject({
    agent: z.string().trim().min(1).max(100),
    title: taskTitleSchema,
    description: taskDescriptionSchema.optional(),
    priority: taskPrioritySchema.default('normal'),
    labels: taskLabelsSchema.default([]),
    metadata: taskMetadataSchema.default({}),
    parent_task_id: idSchema.optional(),
    start_at: momentSchema.optional(),
    limits: taskLimitsSchema.default({}),
  })
  .meta({ id: 'CreateTaskRequest' });
export type CreateTaskRequest = z.infer<typeof createTaskRequestSchema>;

export const agentRefSchema = z.object({ id: idSchema, name: z.string() });

export const TASK_HEALTH_STATES = ['ok', 'stalled', 'looping', 'waiting_on_child'] as const;

/**
 * How a running task gets on. `stalled`: nothing was recorded for longer than a model or tool may take. `looping`: it repeats
 * the same calls. `evidence` says in a sentence what that is judged by.
 */
export const taskHealthSchema = z.object({
  state: z.enum(TASK_HEALTH_STATES),
  evidence: z.string().nullable(),
});
export type TaskHealth = z.infer<typeof taskHealthSchema>;

const usageShape = {
  input_tokens: z.int(),
  output_tokens: z.int(),
  /** Null where the model has no price. */
  cost_microusd: z.int().nullable(),
  steps: z.int(),
};

const taskRowShape = {
  id: idSchema,
  title: z.string(),
  agent: agentRefSchema,
  status: taskStatusSchema,
  source: taskSourceSchema,
  priority: taskPrioritySchema,
  labels: z.array(z.string()),
  parent_task_id: idSchema.nullable(),
  /** The tasks that it delegated. */
  children: z.object({ total: z.int() }),
  session_id: idSchema,
  created_at: timestampSchema,
  started_at: timestampSchema.nullable(),
  updated_at: timestampSchema,
  finished_at: timestampSchema.nullable(),
  waiting_since: timestampSchema.nullable(),
  /** The oldest request that waits for a person; `count` is how many wait. */
  pending_input: z
    .object({ call_id: idSchema, kind: inputKindSchema, title: z.string(), count: z.int() })
    .nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Why a queued task does not start, and what would make it; null where it waits for nothing but its turn. */
  held: z.object({ reason: z.enum(['agent_disabled']), message: z.string() }).nullable(),
  usage: z.object(usageShape),
  /** Null where the task is not under way: it is queued, waits for a person, or has ended. */
  health: taskHealthSchema.nullable(),
  timing: z.object({
    queued_ms: z.int(),
    model_ms: z.int(),
    tool_ms: z.int(),
    waiting_ms: z.int(),
    /** What `timeout_ms` bounds, without the run that is under way. */
    worked_ms: z.int(),
  }),
  created_by: actorSchema,
  /** What the caller may do with it now: of what the status allows, what the scopes cover. */
  allowed_actions: z.array(taskActionSchema),
};

/** A task as lists show it. */
export const taskSchema = z.object(taskRowShape).meta({ id: 'Task' });
export type Task = z.infer<typeof taskSchema>;

/**
 * A call that a cancel met under way. `aborted`: it was stopped, and what it had sent by then may have taken effect.
 * `finished_late`: it ended by itself before it could be stopped, and its result was not recorded.
 */
export const inFlightCallSchema = z.object({
  kind: z.enum(['model', 'tool']),
  /** The model's id or the tool's name. */
  name: z.string(),
  call_id: idSchema.nullable(),
  ended: z.enum(['aborted', 'finished_late']),
});
export type InFlightCall = z.infer<typeof inFlightCallSchema>;

/** A task with everything about it but its conversation. */
export const taskDetailSchema = z
  .object({
    ...taskRowShape,
    description: z.string().nullable(),
    /** Markdown. */
    result: z.string().nullable(),
    metadata: jsonObjectSchema,
    /** Rises with every change of status; each event carries the one it was written under. */
    attempt: z.int(),
    retry_of: idSchema.nullable(),
    trigger_id: idSchema.nullable(),
    /** The trigger that made it, as it was named then; `delivery_id` is null once that record is gone. */
    trigger: z
      .object({
        id: idSchema,
        name: z.string(),
        kind: z.enum(['cron', 'webhook']),
        delivery_id: idSchema.nullable(),
      })
      .nullable(),
    /** Every request to a person so far, oldest first. */
    inputs: z.array(inputRequestSchema),
    children: z.object({ total: z.int(), by_status: z.partialRecord(taskStatusSchema, z.int()) }),
    /** Call ids of descendants that wait for a person. */
    waiting_on: z.array(idSchema),
    cancel: z
      .object({
        requested_at: timestampSchema,
        requested_by: actorSchema,
        reason: z.string().nullable(),
        /** When the worker that held the task had stopped; null while it has not, or if none held it. */
        acknowledged_at: timestampSchema.nullable(),
        /** What was under way, and how it ended; known once acknowledged. */
        in_flight: z.array(inFlightCallSchema),
        /** Results that arrived after the cancel and were not recorded. */
        late_writes_refused: z.int(),
      })
      .nullable(),
    start_at: timestampSchema.nullable(),
    deadline_at: timestampSchema.nullable(),
    limits: taskLimitsSchema,
    /** Number of the last event of the session. */
    last_seq: z.int(),
  })
  .meta({ id: 'TaskDetail' });
export type TaskDetail = z.infer<typeof taskDetailSchema>;

/** Whose turn it is in a task that is open: a worker's to take it, its agent's, a person's, or that of a task below it. */
export const taskTurnSchema = z.enum(['queue', 'agent', 'person', 'child']);
export type TaskTurn = z.infer<typeof taskTurnSchema>;

/** One task of a family. `turn` is null once it has ended. */
export const familyNodeSchema = z.object({
  id: idSchema,
  parent_task_id: idSchema.nullable(),
  title: z.string(),
  agent: agentRefSchema,
  status: taskStatusSchema,
  turn: taskTurnSchema.nullable(),
  /** The requests of this task that wait for a person. */
  waiting_on: z.array(idSchema),
  usage: z.object(usageShape),
  created_at: timestampSchema,
});
export type FamilyNode = z.infer<typeof familyNodeSchema>;

/** A task, all above it and all that comes from these, parents before children; `usage` sums them up. */
export const taskFamilySchema = z
  .object({ root_id: idSchema, nodes: z.array(familyNodeSchema), usage: z.object(usageShape) })
  .meta({ id: 'TaskFamily' });
export type TaskFamily = z.infer<typeof taskFamilySchema>;

export const TASK_SORTS = [
  '-created_at',
  'created_at',
  '-started_at',
  'started_at',
  '-finished_at',
  'finished_at',
  '-priority',
  'priority',
] as const;
export const taskSortSchema = z.enum(TASK_SORTS);
export type TaskSort = z.infer<typeof taskSortSchema>;

/** What narrows a list of tasks. Lists may be repeated or comma-separated; `agent` takes names and ids. */
export const taskFilterShape = {
  status: listOf(taskStatusSchema),
  source: listOf(taskSourceSchema),
  agent: listOf(z.string().min(1).max(100)),
  label: listOf(z.string().min(1).max(50)),
  priority: listOf(taskPrioritySchema),
  /** Names and ids; the ids of deleted triggers too. */
  trigger: listOf(z.string().min(1).max(100)),
  /** Ids; `none` for tasks that no other task delegated. */
  parent: listOf(z.union([idSchema, z.literal('none')], 'The id of a task, or none')),
  /** Codes that tasks failed with. */
  failure_code: listOf(z.string().min(1).max(100)),
  /** Words looked for in title, description and result. */
  q: z.string().trim().min(1).max(200).optional(),
  created_from: momentSchema.optional(),
  created_to: momentSchema.optional(),
  finished_from: momentSchema.optional(),
  finished_to: momentSchema.optional(),
  /** Waiting for a person for longer than this: `45s`, `30m`, `2h`, `1d`. */
  waiting_over: z
    .string()
    .regex(/^\d{1,6}[smhd]$/, 'A duration such as 45s, 30m, 2h or 1d')
    .optional(),
};

export const listTasksQuerySchema = z.strictObject({
  ...taskFilterShape,
  ...pageQueryShape,
  sort: taskSortSchema.default('-created_at'),
  /** `next_cursor` of the page before; only with a sort by created_at. */
  cursor: z.string().max(200).optional(),
});
export type ListTasksQuery = z.infer<typeof listTasksQuerySchema>;

export const taskPageSchema = pageOf(taskSchema);
export type TaskPage = z.infer<typeof taskPageSchema>;

export const cancelTaskRequestSchema = z.strictObject({ reason: z.string().trim().max(500).optional() });

export const retryTaskRequestSchema = z.strictObject({
  agent: z.string().trim().min(1).max(100).optional(),
  title: taskTitleSchema.optional(),
  description: taskDescriptionSchema.optional(),
  limits: taskLimitsSchema.optional(),
});
export type RetryTaskRequest = z.infer<typeof retryTaskRequestSchema>;

export const updateTaskRequestSchema = z
  .strictObject({
    title: taskTitleSchema.optional(),
    priority: taskPrioritySchema.optional(),
    labels: taskLabelsSchema.optional(),
    metadata: taskMetadataSchema.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'Nothing to change: send at least one key');
export type UpdateTaskRequest = z.infer<typeof updateTaskRequestSchema>;

const taskParams = z.object({ id: idSchema });

export const taskEndpoints = {
  create: defineEndpoint({
    method: 'POST',
    path: '/tasks',
    summary: 'Create a task; an Idempotency-Key header makes a repeat safe',
    access: 'tasks:write',
    params: nothing,
    query: nothing,
    body: createTaskRequestSchema,
    response: taskDetailSchema,
    status: 201,
  }),
  list: defineEndpoint({
    method: 'GET',
    path: '/tasks',
    summary: 'List tasks',
    access: 'tasks:read',
    params: nothing,
    query: listTasksQuerySchema,
    body: nothing,
    response: taskPageSchema,
    status: 200,
  }),
  get: defineEndpoint({
    method: 'GET',
    path: '/tasks/:id',
    summary: 'One task; `wait` holds the answer until one of these statuses is reached',
    access: 'tasks:read',
    params: taskParams,
    query: z.strictObject({
      wait: listOf(z.enum(['needs_input', 'final'])),
      /** Seconds. */
      timeout: queryInteger(1, 60).default(60),
    }),
    body: nothing,
    response: taskDetailSchema,
    status: 200,
  }),
  cancel: defineEndpoint({
    method: 'DELETE',
    path: '/tasks/:id',
    summary: 'Cancel a task and its open descendants',
    access: 'tasks:write',
    params: taskParams,
    query: nothing,
    body: cancelTaskRequestSchema,
    response: taskDetailSchema,
    status: 200,
    audit: 'task_cancelled',
  }),
  retry: defineEndpoint({
    method: 'POST',
    path: '/tasks/:id/retry',
    summary: 'Run a final task again as a new task',
    access: 'tasks:write',
    params: taskParams,
    query: nothing,
    body: retryTaskRequestSchema,
    response: taskDetailSchema,
    status: 201,
    audit: 'task_retried',
  }),
  update: defineEndpoint({
    method: 'PATCH',
    path: '/tasks/:id',
    summary: 'Change title, priority, labels or metadata',
    access: 'tasks:write',
    params: taskParams,
    query: nothing,
    body: updateTaskRequestSchema,
    response: taskDetailSchema,
    status: 200,
    audit: 'task_changed',
  }),
  children: defineEndpoint({
    method: 'GET',
    path: '/tasks/:id/children',
    summary: 'The tasks that this task delegated',
    access: 'tasks:read',
    params: taskParams,
    query: z.strictObject(pageQueryShape),
    body: nothing,
    response: taskPageSchema,
    status: 200,
  }),
  family: defineEndpoint({
    method: 'GET',
    path: '/tasks/:id/family',
    summary: 'The whole family of a task, with whose turn it is in each',
    access: 'tasks:read',
    params: taskParams,
    query: nothing,
    body: nothing,
    response: taskFamilySchema,
    status: 200,
  }),
};
