import {
  AUDIT_SUBJECT_OF,
  type Actor,
  type AuditSubject,
  type Endpoint,
  type JsonObject,
} from '@taskhelm/contract';
import type { AuditService } from '../audit/audit-service.ts';
import type { Caller } from './caller.ts';

/** What a route knows of an act beyond its endpoint's definition; null where nothing was done. */
export type Told = { actor?: Actor; subject?: { id: string; name: string }; detail?: JsonObject } | null;

type AuditedCall = { caller: Caller; params: unknown; body: unknown };
type Done = { value: unknown; told: Told };

/**
 * To be called before an act, and what it returns after it: who did it, to what, and which fields were changed. What was
 * sent and what is answered never get into the log, but for what a route tells.
 */
export async function auditCall(
  audit: AuditService,
  { audit: action, method }: Endpoint,
  { caller, params, body }: AuditedCall,
): Promise<(done: Done) => Promise<void>> {
  if (!action) return async () => undefined;
  const { id: idOrName } = params as { id?: string };
  const before = idOrName === undefined ? null : await audit.findSubject(action, idOrName);
  const changed = method === 'PATCH' ? describeChange(body as Record<string, unknown>) : {};
  return async ({ value, told }) => {
    if (!told) return;
    const type = AUDIT_SUBJECT_OF[action];
    const made = told.subject ?? (value as { id: string; name: string });
    await audit.record({
      actor: told.actor ?? caller.actor,
      action,
      subject: told.subject || !before ? type && subjectOf(type, made) : before,
      detail: { ...changed, ...told.detail },
    });
  };
}

const subjectOf = (type: AuditSubject['type'], { id, name }: { id: string; name: string }): AuditSubject => ({
  type,
  id,
  name,
});

/** `version` says what is changed, not to what. Of the values only a switch is told. */
const describeChange = ({ version: _version, ...fields }: Record<string, unknown>): JsonObject => ({
  fields: Object.keys(fields),
  ...(typeof fields['enabled'] === 'boolean' ? { enabled: fields['enabled'] } : {}),
});
