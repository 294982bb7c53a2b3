import { AUDIT_ACTIONS, AUDIT_SUBJECTS } from './audit-action.ts';
import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing, pageOf, pageQueryShape } from './pagination.ts';
import {
  actorSchema,
  idSchema,
  jsonObjectSchema,
  listOf,
  momentSchema,
  timestampSchema,
} from './primitives.ts';

const auditActionSchema = z.enum(AUDIT_ACTIONS);
const auditSubjectTypeSchema = z.enum(AUDIT_SUBJECTS);

/** What an act was done to, by the name that it had then. */
const auditSubjectSchema = z.object({ type: auditSubjectTypeSchema, id: idSchema, name: z.string() });
export type AuditSubject = z.infer<typeof auditSubjectSchema>;

/** Somebody did something that others may have to account for. Entries are never changed. */
export const auditEntrySchema = z
  .object({
    id: idSchema,
    at: timestampSchema,
    actor: actorSchema,
    action: auditActionSchema,
    subject: auditSubjectSchema.nullable(),
    /** What belongs to the action, never a secret. */
    detail: jsonObjectSchema,
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/audit',
    summary: 'What people and programs did that others may have to account for, the newest first',
    access: 'admin',
    params: nothing,
    query: z.strictObject({
      ...pageQueryShape,
      action: listOf(auditActionSchema),
      /** Part of the name of who did it, or the whole id. */
      actor: z.string().min(1).max(200).optional(),
      subject: listOf(auditSubjectTypeSchema),
      subject_id: listOf(idSchema),
      from: momentSchema.optional(),
      to: momentSchema.optional(),
    }),
    body: nothing,
    response: pageOf(auditEntrySchema),
    status: 200,
  }),
};
