import {
  AUDIT_SUBJECT_OF,
  TOTAL_CAP,
  type AuditAction,
  type auditEndpoints,
  type AuditEntry,
  type AuditSubject,
  type EndpointQuery,
} from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { databaseTime } from '../db/database-time.ts';
import { toPage, type Page } from '../http/page.ts';
import type { Logger } from '../logger.ts';
import {
  countAuditEntries,
  findAuditEntries,
  findSubject,
  insertAuditEntry,
  type Act,
  type AuditRow,
} from './audit-repository.ts';

export type AuditService = ReturnType<typeof createAuditService>;
type Parts = { prisma: PrismaClient; newId: () => string; logger: Logger };

export function createAuditService({ prisma, newId, logger }: Parts) {
  return {
    list: async (query: EndpointQuery<typeof auditEndpoints.list>): Promise<Page<AuditEntry>> => {
      const asOf = query.as_of ? new Date(query.as_of) : await databaseTime(prisma);
      const filter = {
        actions: query.action,
        actor: query.actor,
        subjects: query.subject,
        subjectIds: query.subject_id,
        from: query.from === undefined ? undefined : new Date(query.from),
        to: query.to === undefined ? undefined : new Date(query.to),
        asOf,
      };
      const place = { limit: query.per_page, offset: (query.page - 1) * query.per_page };
      const [rows, count] = await Promise.all([
        findAuditEntries(prisma, filter, place),
        countAuditEntries(prisma, filter),
      ]);
      const listing = { total: Math.min(count, TOTAL_CAP), totalIsCapped: count > TOTAL_CAP, asOf };
      return toPage({ data: rows.map(toEntry), listing, query });
    },
    /** What an act will be done to; asked for before it, since the name may be another one then, or gone. */
    findSubject: async (action: AuditAction, idOrName: string): Promise<AuditSubject | null> => {
      const type = AUDIT_SUBJECT_OF[action];
      return type && findSubject(prisma, type, idOrName);
    },
    /** The act has been done, so that a record which fails is for the log, not for the one who asked. */
    record: async (act: Act): Promise<void> => {
      try {
        await insertAuditEntry(prisma, { id: newId(), ...act });
      } catch (error) {
        logger.error({ err: error, act }, 'an act is missing in the audit log');
      }
    },
  };
}

const toEntry = ({ id, at, action, detail, ...row }: AuditRow): AuditEntry => ({
  id,
  at: at.toISOString(),
  actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
  action,
  subject:
    row.subject_type && row.subject_id !== null
      ? { type: row.subject_type, id: row.subject_id, name: row.subject_name ?? '' }
      : null,
  detail,
});
