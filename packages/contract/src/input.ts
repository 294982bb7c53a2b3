import { z } from './configure-zod.ts';
import { actorSchema, idSchema, jsonObjectSchema, jsonSchema, timestampSchema } from './primitives.ts';
import { taskStatusSchema } from './task-status-schemas.ts';

export const QUESTION_TYPES = [
  'text',
  'long_text',
  'select',
  'multiselect',
  'boolean',
  'number',
  'date',
] as const;

export const questionOptionSchema = z.object({
  value: z.string(),
  label: z.string(),
  description: z.string().nullable(),
});
export type QuestionOption = z.infer<typeof questionOptionSchema>;

/** One answer: `null` takes the default, or skips a question that is not required. `false`, `0` and `""` are answers. */
export const answerSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export type Answer = z.infer<typeof answerSchema>;

/** A question to a person. `options` is empty for types without choices; `allow_other` admits the person's own words. */
export const questionSchema = z.object({
  id: z.string(),
  label: z.string(),
  help: z.string().nullable(),
  type: z.enum(QUESTION_TYPES),
  options: z.array(questionOptionSchema),
  required: z.boolean(),
  default: answerSchema,
  allow_other: z.boolean(),
});
export type Question = z.infer<typeof questionSchema>;

/**
 * An answer as stored. `raw` is what was sent; `value` is the matched option's value, the default, or the same as
 * `raw`; `matched` tells whether an option was matched.
 */
export const storedAnswerSchema = z.object({
  question_id: z.string(),
  raw: answerSchema,
  value: answerSchema,
  matched: z.boolean(),
});
export type StoredAnswer = z.infer<typeof storedAnswerSchema>;

export const INPUT_KINDS = ['question', 'confirmation'] as const;
export const inputKindSchema = z.enum(INPUT_KINDS);
export type InputKind = z.infer<typeof inputKindSchema>;
export const INPUT_STATES = ['pending', 'answered', 'declined', 'expired', 'withdrawn'] as const;
export const inputStateSchema = z.enum(INPUT_STATES);
export type InputState = z.infer<typeof inputStateSchema>;
export const DECISIONS = ['approve', 'edit', 'reject', 'respond'] as const;
export const decisionSchema = z.enum(DECISIONS);
export type Decision = z.infer<typeof decisionSchema>;
/** What a bare string means as the answer to a confirmation, after trimming and lower-casing. Anything else is feedback. */
export const APPROVING_WORDS: readonly string[] = ['yes', 'y', 'ok', 'approve', 'approved', 'confirm'];
export const REJECTING_WORDS: readonly string[] = ['no', 'n', 'reject', 'deny', 'cancel'];

export const TOOL_EFFECTS = ['read', 'idempotent', 'once'] as const;
/** What running a tool twice does: nothing (`read`), nothing more (`idempotent`), or something again (`once`). */
export const toolEffectSchema = z.enum(TOOL_EFFECTS);
export type ToolEffect = z.infer<typeof toolEffectSchema>;

/** What a confirmation is about: the tool and the arguments it runs with if it is approved. */
export const inputActionSchema = z.object({
  tool: z.string(),
  args: jsonObjectSchema,
  effect: toolEffectSchema,
  /** SHA-256 of the tool's name, description and schema; an approval of another version counts for nothing. */
  tool_version: z.string().nullable().default(null),
  /** SHA-256 of tool, version and arguments: what an approval is bound to. */
  digest: z.string().nullable().default(null),
});

/** One argument that differs from the last approved call; `path` is dotted. Long texts are cut. */
export const argumentChangeSchema = z.object({
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: jsonSchema,
  after: jsonSchema,
});
export type ArgumentChange = z.infer<typeof argumentChangeSchema>;

/** What a reviewer wants to know beside a confirmation, as things stand at the moment of reading. */
export const reviewContextSchema = z.object({
  /** Whether this agent has never run this tool before. */
  first_use_of_tool: z.boolean(),
  /** The host that the call would reach, and whether this agent has reached it with none of its tools; null without a host. */
  host: z.string().nullable(),
  first_time_host: z.boolean().nullable(),
  /** The last call of this tool by this agent that a person approved, with the arguments it ran with. */
  last_approved: z
    .object({ call_id: idSchema, at: timestampSchema, by: actorSchema.nullable(), args: jsonObjectSchema })
    .nullable(),
  /** How the arguments differ from those, at most 50; empty without such a call. */
  diff: z.array(argumentChangeSchema),
});
export type ReviewContext = z.infer<typeof reviewContextSchema>;

/** A question or confirmation that an agent put to a person. */
export const inputRequestSchema = z
  .object({
    call_id: idSchema,
    session_id: idSchema,
    task_id: idSchema,
    /** The tool call it is about; null for a question on its own. Equal to `call_id` where an agent's call itself asks. */
    about_call_id: idSchema.nullable(),
    kind: inputKindSchema,
    title: z.string(),
    body_markdown: z.string().nullable(),
    questions: z.array(questionSchema),
    action: inputActionSchema.nullable(),
    /** On confirmations that wait; null on everything else. */
    context: reviewContextSchema.nullable(),
    /** Of a question `reject` at most: the agent is told that nobody answers it. */
    allowed_decisions: z.array(decisionSchema),
    state: inputStateSchema,
    asked_at: timestampSchema,
    expires_at: timestampSchema.nullable(),
    on_expiry: z.enum(['stay', 'use_defaults', 'decline', 'fail']),
    answers: z.array(storedAnswerSchema).nullable(),
    decision: decisionSchema.nullable(),
    message: z.string().nullable(),
    answered_by: actorSchema.nullable(),
    answered_at: timestampSchema.nullable(),
    via: z.enum(['dashboard', 'api']).nullable(),
    /** A ready curl line with `$TOKEN` in the place of the secret. */
    respond_with: z.string(),
  })
  .meta({ id: 'InputRequest' });
export type InputRequest = z.infer<typeof inputRequestSchema>;

/**
 * The answer to an input request. Most callers send `call_id` and `answers` only. `answers` is in question order,
 * `answers_by_id` by question id; a confirmation takes `decision` or one string in `answers`.
 */
export const respondRequestSchema = z
  .strictObject({
    call_id: z.string().max(200).optional(),
    answers: z.array(answerSchema).max(20).optional(),
    answers_by_id: z.record(z.string(), answerSchema).optional(),
    decision: decisionSchema.optional(),
    /** With `edit`: the arguments to run the tool with instead. */
    args: jsonObjectSchema.optional(),
    /** With `reject`, which declines a question: a word to the agent. With `respond`: the text it gets as the tool's result. */
    message: z.string().max(32_768).optional(),
  })
  .superRefine((body, context) => {
    const ways = [body.answers, body.answers_by_id, body.decision].filter((way) => way !== undefined).length;
    if (ways !== 1) {
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'Send exactly one of answers, answers_by_id and decision.',
        params: { code: ways === 0 ? 'required' : 'ambiguous' },
      });
    }
    if ((body.decision === 'edit') !== (body.args !== undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['args'],
        message: 'args goes with the decision edit, and only with it.',
      });
    }
    if (body.decision === 'respond' && !body.message) {
      context.addIssue({
        code: 'custom',
        path: ['message'],
        message: 'The decision respond needs a message.',
      });
    }
  })
  .meta({ id: 'RespondRequest' });
export type RespondRequest = z.infer<typeof respondRequestSchema>;

/** What a confirmation or question came to, in one word for programs. */
export const outcomeSchema = z.enum([
  'answered',
  'approved',
  'edited',
  'rejected',
  'responded',
  'feedback',
  'expired',
]);
export type InputOutcome = z.infer<typeof outcomeSchema>;

export const respondResponseSchema = z
  .object({
    task_id: idSchema,
    session_id: idSchema,
    call_id: idSchema,
    state: inputStateSchema,
    outcome: outcomeSchema,
    answers: z.array(storedAnswerSchema).nullable(),
    answered_by: actorSchema,
    answered_at: timestampSchema,
    task_status: taskStatusSchema,
    /** Other requests of this session that still wait. */
    still_pending: z.array(idSchema),
    /** True when this exact answer had been given before. */
    replayed: z.boolean(),
  })
  .meta({ id: 'RespondResponse' });
export type RespondResponse = z.infer<typeof respondResponseSchema>;
