import { z } from './configure-zod.ts';
import { agentNameSchema } from './agent.ts';
import { idSchema, timestampSchema } from './primitives.ts';
import { taskPrioritySchema, taskStatusSchema } from './task-status-schemas.ts';
import { agentRefSchema, taskDescriptionSchema, taskLabelsSchema, taskLimitsSchema } from './task.ts';
import { deliveryOutcomeSchema } from './trigger-delivery.ts';

/** What starts a trigger's tasks: the clock, or a request from another program. */
export const TRIGGER_KINDS = ['cron', 'webhook'] as const;
export const triggerKindSchema = z.enum(TRIGGER_KINDS);
export type TriggerKind = z.infer<typeof triggerKindSchema>;

/** What becomes of fires that nobody was there to make: dropped, only the latest made, or the latest `missed_limit`. */
export const MISSED_POLICIES = ['none', 'last', 'all'] as const;
/** What a fire does while tasks of earlier fires are open. */
export const OVERLAP_POLICIES = ['allow', 'skip', 'cancel_previous'] as const;
/**
 * How a request shows that it is genuine. `standard`: Standard Webhooks (webhook-id, webhook-timestamp,
 * webhook-signature). `github`: X-Hub-Signature-256. `unsigned`: whoever knows the long random URL may call it.
 */
export const HOOK_SIGNATURES = ['standard', 'github', 'unsigned'] as const;
export type HookSignature = (typeof HOOK_SIGNATURES)[number];

/** Secrets of one trigger that are valid at the same time. */
export const MAX_TRIGGER_SECRETS = 5;

const settingsShape = {
  /** A name or an id. */
  agent: z.string().trim().min(1).max(100),
  /** Text with `{{fields.of.the.data}}`; see docs/api.md. */
  title: z.string().trim().min(1).max(500),
  description: taskDescriptionSchema,
  priority: taskPrioritySchema,
  labels: taskLabelsSchema,
  limits: taskLimitsSchema,
  enabled: z.boolean(),
  /** Pauses the trigger when this many runs in a row have failed, or found an agent that takes no tasks; null for never. */
  pause_after_failures: z.int().min(1).max(100).nullable(),
};
export const cronShape = {
  /** Five fields, or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. */
  cron: z.string().trim().min(1).max(200),
  /** An IANA name such as `Europe/Paris`. */
  time_zone: z.string().trim().min(1).max(100),
  missed: z.enum(MISSED_POLICIES),
  missed_limit: z.int().min(1).max(100),
  overlap: z.enum(OVERLAP_POLICIES),
};
const webhookShape = { rate_limit_per_minute: z.int().min(1).max(6_000) };
/** For a sender that made the secret itself; left out, one is made here. */
export const ownSecretSchema = z.string().min(16).max(200).optional();

const withDefaults = {
  name: agentNameSchema,
  ...settingsShape,
  description: settingsShape.description.default(''),
  priority: settingsShape.priority.default('normal'),
  labels: settingsShape.labels.default([]),
  limits: settingsShape.limits.default({}),
  enabled: settingsShape.enabled.default(true),
  pause_after_failures: settingsShape.pause_after_failures.default(null),
};

export const createTriggerRequestSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('cron'),
      ...withDefaults,
      cron: cronShape.cron,
      time_zone: cronShape.time_zone.default('UTC'),
      missed: cronShape.missed.default('last'),
      missed_limit: cronShape.missed_limit.default(10),
      overlap: cronShape.overlap.default('allow'),
    }),
    z.strictObject({
      kind: z.literal('webhook'),
      ...withDefaults,
      signature: z.enum(HOOK_SIGNATURES).default('standard'),
      rate_limit_per_minute: webhookShape.rate_limit_per_minute.default(60),
      secret: ownSecretSchema,
    }),
  ])
  .meta({ id: 'CreateTriggerRequest' });
export type CreateTriggerRequest = z.infer<typeof createTriggerRequestSchema>;

/** With `version` the change is made only to the trigger as the caller saw it. Kind and signature stay. */
export const updateTriggerRequestSchema = z
  .strictObject({ name: agentNameSchema, ...settingsShape, ...cronShape, ...webhookShape, version: z.int() })
  .partial()
  .refine(
    (body) => Object.keys(body).some((key) => key !== 'version'),
    'Nothing to change: send at least one key',
  );
export type UpdateTriggerRequest = z.infer<typeof updateTriggerRequestSchema>;

/** A secret without its text; `hint` is its end. */
export const triggerSecretSchema = z.object({
  id: idSchema,
  hint: z.string(),
  created_at: timestampSchema,
  last_used_at: timestampSchema.nullable(),
});
export type TriggerSecret = z.infer<typeof triggerSecretSchema>;

export const triggerSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    kind: triggerKindSchema,
    ...settingsShape,
    agent: agentRefSchema,
    /** Why it does not fire, where that was not a person's doing. */
    paused: z.object({ at: timestampSchema, reason: z.string() }).nullable(),
    cron: z.string().nullable(),
    /** The expression in words. */
    cron_text: z.string().nullable(),
    time_zone: z.string().nullable(),
    missed: cronShape.missed.nullable(),
    missed_limit: z.int().nullable(),
    overlap: cronShape.overlap.nullable(),
    next_fire_at: timestampSchema.nullable(),
    signature: z.enum(HOOK_SIGNATURES).nullable(),
    /** Where requests go; null for `unsigned`, whose address is its secret and is shown once. */
    url: z.string().nullable(),
    secrets: z.array(triggerSecretSchema),
    rate_limit_per_minute: z.int().nullable(),
    last_run: z
      .object({
        at: timestampSchema,
        outcome: deliveryOutcomeSchema,
        reason: z.string().nullable(),
        task: z.object({ id: idSchema, status: taskStatusSchema }).nullable(),
      })
      .nullable(),
    /** Rises with every change; send it back to change only what you saw. */
    version: z.int(),
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: 'Trigger' });
export type Trigger = z.infer<typeof triggerSchema>;

/** `secret` is the text to sign with, `url` the address to call. Neither is shown again where it is secret. */
export const shownSecretSchema = z.object({ secret: z.string().nullable(), url: z.string() });
export const createdTriggerSchema = triggerSchema
  .extend({ shown_once: shownSecretSchema.nullable() })
  .meta({ id: 'CreatedTrigger' });
export type CreatedTrigger = z.infer<typeof createdTriggerSchema>;
