import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing, pageOf, pageQueryShape } from './pagination.ts';
import { actorSchema, idSchema, jsonObjectSchema, listOf, timestampSchema } from './primitives.ts';

export const AUDIT_ACTIONS = ['password_changed', 'session_ended', 'other_sessions_ended'] as const;
export const auditActionSchema = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof auditActionSchema>;

/** Somebody did something that others may have to account for. Entries are never changed. */
export const auditEntrySchema = z
  .object({
    id: idSchema,
    at: timestampSchema,
    actor: actorSchema,
    action: auditActionSchema,
    /** What belongs to the action, never a secret. */
    detail: jsonObjectSchema,
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/audit',
    summary: 'What people did to accounts, the newest first',
    access: 'admin',
    params: nothing,
    query: z.strictObject({ ...pageQueryShape, action: listOf(auditActionSchema) }),
    body: nothing,
    response: pageOf(auditEntrySchema),
    status: 200,
  }),
};
