import { z } from './configure-zod.ts';
import {
  decisionSchema,
  inputRequestSchema,
  outcomeSchema,
  storedAnswerSchema,
  toolEffectSchema,
} from './input.ts';
import { actorSchema, idSchema, jsonObjectSchema, jsonSchema } from './primitives.ts';
import { taskStatusSchema } from './task-status-schemas.ts';
import { timestampSchema } from './primitives.ts';

/** Outputs larger than this are cut in listings and whole at `GET /sessions/{id}/events/{seq}`. Bytes of JSON. */
export const OUTPUT_LISTING_LIMIT = 65_536;

export const TOOL_RESULT_STATUSES = ['ok', 'error', 'rejected', 'interrupted'] as const;
export const toolResultStatusSchema = z.enum(TOOL_RESULT_STATUSES);
export type ToolResultStatus = z.infer<typeof toolResultStatusSchema>;

/** Data of the provider that has to be sent back with a part of its answer. */
const providerMetadata = z.record(z.string(), jsonObjectSchema).optional();
/** The model call, from 1, that an event belongs to. */
const step = z.int();

/**
 * The events of a session, by `type`. A model step is written whole before any of it is acted on: `reasoning`,
 * `message`, `tool_call` and `usage` of one `step` follow one another. `model_started` and `tool_started` mark that a
 * call is under way; what ends it is the step's `usage`, the call's `tool_result`, or an `error`.
 */
export const taskEventBodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    role: z.enum(['user', 'assistant']),
    text: z.string(),
    /** Who wrote a `user` message. */
    by: actorSchema.nullable(),
    step: step.nullable(),
    provider_metadata: providerMetadata,
  }),
  z.object({
    type: z.literal('attachment'),
    /** What it is, e.g. `webhook payload`. */
    name: z.string(),
    /** Data from outside that the agent may read and must not obey; the beginning where it was long. */
    text: z.string(),
    size_bytes: z.int(),
    /** Unguessable, so that the data cannot pretend to end before it does. */
    boundary: z.string(),
  }),
  z.object({ type: z.literal('reasoning'), text: z.string(), step, provider_metadata: providerMetadata }),
  z.object({ type: z.literal('model_started'), model: z.string(), step }),
  z.object({
    type: z.literal('usage'),
    model: z.string(),
    step,
    input_tokens: z.int(),
    output_tokens: z.int(),
    cost_microusd: z.int().nullable(),
    duration_ms: z.int(),
    finish_reason: z.string(),
  }),
  z.object({
    type: z.literal('tool_call'),
    call_id: idSchema,
    tool: z.string(),
    /** As the model gave them; not an object where its JSON was broken. */
    args: jsonSchema,
    effect: toolEffectSchema.nullable(),
    step,
    /** The provider's own id of the call. */
    provider_call_id: z.string(),
    provider_metadata: providerMetadata,
  }),
  z.object({
    type: z.literal('tool_started'),
    call_id: idSchema,
    tool: z.string(),
    args: jsonObjectSchema,
    /** The host that the call reaches, where its arguments name one. */
    host: z.string().nullable().optional(),
  }),
  z.object({
    type: z.literal('tool_result'),
    call_id: idSchema,
    tool: z.string(),
    status: toolResultStatusSchema,
    output: jsonSchema,
    duration_ms: z.int(),
    /** True where a listing holds only the beginning of `output` (as text). */
    truncated: z.boolean().optional(),
    size_bytes: z.int().optional(),
  }),
  z.object({
    type: z.literal('input_request'),
    call_id: idSchema,
    request: inputRequestSchema.omit({
      state: true,
      answers: true,
      decision: true,
      message: true,
      answered_by: true,
      answered_at: true,
      via: true,
      respond_with: true,
      asked_at: true,
      context: true,
    }),
  }),
  z.object({
    type: z.literal('input_response'),
    call_id: idSchema,
    outcome: outcomeSchema,
    decision: decisionSchema.nullable(),
    answers: z.array(storedAnswerSchema).nullable(),
    /** With `edit`. */
    args: jsonObjectSchema.nullable(),
    message: z.string().nullable(),
    by: actorSchema,
    via: z.enum(['dashboard', 'api']),
  }),
  z.object({
    type: z.literal('status_change'),
    from: taskStatusSchema.nullable(),
    to: taskStatusSchema,
    /** A word for programs: created, claimed, waiting, answered, finished, failed, cancelled, worker_lost, drained … */
    reason: z.string(),
    by: actorSchema.nullable(),
    /** A sentence for people, where there is more to say. */
    note: z.string().nullable(),
  }),
  z.object({
    type: z.literal('task_created'),
    call_id: idSchema,
    task_id: idSchema,
    title: z.string(),
    agent_name: z.string(),
  }),
  /** A person let a task go on past a limit; `call_id` is the question that they answered. */
  z.object({
    type: z.literal('limit_raised'),
    call_id: idSchema,
    limit: z.enum(['max_steps', 'max_tokens', 'max_cost_microusd', 'timeout_ms']),
    from: z.int(),
    to: z.int(),
    by: actorSchema,
  }),
  /**
   * From here on the model is sent `summary` in the place of the steps up to `up_to_seq`; the log keeps them. Made by `model`,
   * or by cutting where it is null. The tokens before and after are estimates; the others are what the summary took.
   */
  z.object({
    type: z.literal('context_compacted'),
    up_to_seq: z.int(),
    /** How many steps are summed up, from the first. */
    steps: z.int(),
    summary: z.string(),
    input_tokens_before: z.int(),
    input_tokens_after: z.int(),
    model: z.string().nullable(),
    input_tokens: z.int(),
    output_tokens: z.int(),
    cost_microusd: z.int().nullable(),
    duration_ms: z.int(),
  }),
  z.object({
    type: z.literal('error'),
    code: z.string(),
    message: z.string(),
    retryable: z.boolean(),
    step: step.nullable(),
  }),
]);
export type TaskEventBody = z.infer<typeof taskEventBodySchema>;
export type TaskEventType = TaskEventBody['type'];
export type TaskEventOf<Type extends TaskEventType> = Extract<TaskEventBody, { type: Type }>;

/** What every event carries. `seq` counts from 1 without gaps; `attempt` never falls along it. */
const eventFrame = z.object({
  seq: z.int(),
  created_at: timestampSchema,
  attempt: z.int(),
  agent: z.string(),
});

export const taskEventSchema = z.intersection(eventFrame, taskEventBodySchema);
export type TaskEvent = z.infer<typeof taskEventSchema>;
