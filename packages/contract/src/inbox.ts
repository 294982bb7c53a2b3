import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import {
  inputKindSchema,
  inputRequestSchema,
  inputStateSchema,
  respondRequestSchema,
  respondResponseSchema,
} from './input.ts';
import { nothing, pageOf, pageQueryShape } from './pagination.ts';
import { idSchema, listOf, momentSchema, timestampSchema } from './primitives.ts';
import { taskPrioritySchema, taskSourceSchema, taskStatusSchema } from './task-status-schemas.ts';

export const INPUT_SORTS = ['asked_at', '-asked_at', 'answered_at', '-answered_at'] as const;
export const inputSortSchema = z.enum(INPUT_SORTS);
export type InputSort = z.infer<typeof inputSortSchema>;
/** What becomes of requests that the caller has snoozed: left out, the only ones, or among the others. */
export const SNOOZED_CHOICES = ['exclude', 'only', 'include'] as const;

/** A row of the inbox: the request and the task it belongs to. */
export const inboxItemSchema = inputRequestSchema.extend({
  /** Until when the caller, a person or a token, has put it off; null where it waits. Others see it as before. */
  snoozed_until: timestampSchema.nullable(),
  task: z.object({
    id: idSchema,
    title: z.string(),
    status: taskStatusSchema,
    source: taskSourceSchema,
    priority: taskPrioritySchema,
    agent: z.object({ id: idSchema, name: z.string() }),
  }),
});
export type InboxItem = z.infer<typeof inboxItemSchema>;

const inputParams = z.object({ call_id: idSchema });

export const inputEndpoints = {
  respond: defineEndpoint({
    method: 'POST',
    path: '/sessions/:id/respond',
    summary: 'Answer a question or confirmation of a session',
    access: 'inputs:respond',
    params: z.object({ id: idSchema }),
    query: nothing,
    body: respondRequestSchema,
    response: respondResponseSchema,
    status: 200,
    audit: 'input_answered',
  }),
  list: defineEndpoint({
    method: 'GET',
    path: '/inputs',
    summary:
      'The inbox: every pending question and confirmation that the caller has not snoozed, oldest first; and those of the past',
    access: 'tasks:read',
    params: nothing,
    query: z.strictObject({
      ...pageQueryShape,
      /** Left out: those that wait; with `answered_from` or `answered_to`, all that were answered. */
      state: listOf(inputStateSchema),
      /** Inclusive; only what was answered has such a time. */
      answered_from: momentSchema.optional(),
      /** Exclusive. */
      answered_to: momentSchema.optional(),
      snoozed: z.enum(SNOOZED_CHOICES).default('exclude'),
      sort: inputSortSchema.default('asked_at'),
      kind: listOf(inputKindSchema),
      agent: listOf(z.string().min(1).max(100)),
      source: listOf(taskSourceSchema),
      priority: listOf(taskPrioritySchema),
      label: listOf(z.string().min(1).max(50)),
      q: z.string().trim().min(1).max(200).optional(),
    }),
    body: nothing,
    response: pageOf(inboxItemSchema),
    status: 200,
  }),
  get: defineEndpoint({
    method: 'GET',
    path: '/inputs/:call_id',
    summary: 'One question or confirmation, whatever became of it',
    access: 'tasks:read',
    params: inputParams,
    query: nothing,
    body: nothing,
    response: inboxItemSchema,
    status: 200,
  }),
};
