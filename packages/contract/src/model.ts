import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { listResponseOf, nothing } from './pagination.ts';
import { idSchema, timestampSchema } from './primitives.ts';

/** `openai_compatible` is any server of chat completions; a `scripted` model follows directives and does not reason. */
export const MODEL_KINDS = ['openai_compatible', 'anthropic', 'google', 'scripted'] as const;
export const modelKindSchema = z.enum(MODEL_KINDS);
export type ModelKind = z.infer<typeof modelKindSchema>;

/** What agents call the model. */
export const modelNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\w.:/@+ -]+$/, 'Letters, digits, spaces and . : / @ + - _ only');

/** Micro-dollars per million tokens. */
const microusd = z.int().min(0).max(1_000_000_000_000);
export const modelPriceSchema = z.strictObject({ input_microusd: microusd, output_microusd: microusd });
export type ModelPrice = z.infer<typeof modelPriceSchema>;

const modelSettingsShape = {
  name: modelNameSchema,
  kind: modelKindSchema,
  /** The provider's own name of the model. */
  provider_model: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^(?!.*\.\.)[\w.:/@+-]+$/, 'Letters, digits and . : / @ + - _ only'),
  /** Up to and including the version, e.g. `http://localhost:11434/v1`; null takes the provider's own. */
  base_url: z
    .url({ protocol: /^https?$/, error: 'Must be an http or https URL' })
    .max(500)
    .nullable(),
  /** Null where it has none: its tasks then have no cost, and say so. */
  price: modelPriceSchema.nullable(),
  /** Tokens that a prompt and its answer may have; null where unknown. */
  context_window: z.int().min(1_000).max(100_000_000).nullable(),
  /** A model that is not enabled is not called; tasks of agents that use it fail and say so. */
  enabled: z.boolean(),
};
/** Kept encrypted; no answer ever holds it. */
const apiKey = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  .regex(/^[\x21-\x7e]+$/, 'Printable characters without spaces only')
  .nullable();

/** A model that agents can be given. */
export const modelSchema = z
  .object({
    id: idSchema,
    ...modelSettingsShape,
    key_set: z.boolean(),
    /** The model of agents that name none. Exactly one is. */
    is_default: z.boolean(),
    /** The settings come from OPENAI_* or ANTHROPIC_* of the server, and are changed there. */
    from_environment: z.boolean(),
    /** Names of the agents that name it. */
    agents: z.array(z.string()),
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: 'Model' });
export type Model = z.infer<typeof modelSchema>;

export const createModelRequestSchema = z.strictObject({
  ...modelSettingsShape,
  base_url: modelSettingsShape.base_url.default(null),
  api_key: apiKey.default(null),
  price: modelSettingsShape.price.default(null),
  context_window: modelSettingsShape.context_window.default(null),
  enabled: z.boolean().default(true),
  is_default: z.boolean().default(false),
});
export type CreateModelRequest = z.infer<typeof createModelRequestSchema>;

/** `api_key` null takes the key away; left out it stays. Another model stops being the default with `is_default`. */
export const updateModelRequestSchema = z
  .strictObject({ ...modelSettingsShape, api_key: apiKey, is_default: z.literal(true) })
  .omit({ kind: true })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'Nothing to change: send at least one key');
export type UpdateModelRequest = z.infer<typeof updateModelRequestSchema>;

/** What a trial call showed: the model was given a tool, had to call it, and was sent the result. */
export const modelTestSchema = z
  .object({
    ok: z.boolean(),
    /** Milliseconds to its first answer, or to the failure. */
    latency_ms: z.int(),
    /** Null where it gave no answer. */
    tool_calling: z.boolean().nullable(),
    /** Why it called no tool. */
    note: z.string().nullable(),
    /** What went wrong, and what to do. */
    failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'ModelTest' });
export type ModelTest = z.infer<typeof modelTestSchema>;

/** Models of a server that was found on this machine and are not set up yet. */
export const modelOfferSchema = z
  .object({ server: z.string(), base_url: z.string(), provider_models: z.array(z.string()) })
  .meta({ id: 'ModelOffer' });
export type ModelOffer = z.infer<typeof modelOfferSchema>;

/** An id or a name. */
const modelParams = z.object({ id: z.string().min(1).max(100) });

export const modelEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/models',
    summary: 'The models that agents can be given',
    access: 'agents:read',
    params: nothing,
    query: nothing,
    body: nothing,
    response: listResponseOf(modelSchema),
    status: 200,
  }),
  offers: defineEndpoint({
    method: 'GET',
    path: '/models/offers',
    summary: 'Models of an Ollama on this machine that are not set up yet',
    access: 'admin',
    params: nothing,
    query: nothing,
    body: nothing,
    response: listResponseOf(modelOfferSchema),
    status: 200,
  }),
  get: defineEndpoint({
    method: 'GET',
    path: '/models/:id',
    summary: 'One model, by id or name',
    access: 'agents:read',
    params: modelParams,
    query: nothing,
    body: nothing,
    response: modelSchema,
    status: 200,
  }),
  create: defineEndpoint({
    method: 'POST',
    path: '/models',
    summary: 'Set up a model',
    access: 'admin',
    params: nothing,
    query: nothing,
    body: createModelRequestSchema,
    response: modelSchema,
    status: 201,
    audit: 'model_created',
  }),
  update: defineEndpoint({
    method: 'PATCH',
    path: '/models/:id',
    summary: 'Change a model, or make it the default',
    access: 'admin',
    params: modelParams,
    query: nothing,
    body: updateModelRequestSchema,
    response: modelSchema,
    status: 200,
    audit: 'model_changed',
  }),
  remove: defineEndpoint({
    method: 'DELETE',
    path: '/models/:id',
    summary: 'Delete a model that no agent names',
    access: 'admin',
    params: modelParams,
    query: nothing,
    body: nothing,
    response: nothing,
    status: 204,
    audit: 'model_deleted',
  }),
  test: defineEndpoint({
    method: 'POST',
    path: '/models/:id/test',
    summary: 'Call a model once, with a tool',
    access: 'admin',
    params: modelParams,
    query: nothing,
    body: nothing,
    response: modelTestSchema,
    status: 200,
  }),
};
